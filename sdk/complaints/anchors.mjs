// Which guides of a document have no element on a page: what a team runs against a release before it goes out.

/** Ids of guides whose elements are not there. A guide counts as soon as its first place can be seen. */
export const withoutElement = async (page, { guides }) => {
  const placesOf = ({ content }) => [content.at, ...(content.steps ?? []).map(({ at }) => at)].filter(Boolean);
  const places = guides.flatMap((guide) => placesOf(guide).map((at) => ({ id: guide.id, at })));
  const found = await page.evaluate(
    (all) =>
      all.map(({ at }) => {
        let from = document;
        let element = null;
        for (const selector of at) {
          element = from?.querySelector(selector) ?? null;
          from = element && (element.shadowRoot ?? element.contentDocument);
        }
        return element?.checkVisibility({ visibilityProperty: true }) ?? false;
      }),
    places,
  );
  return [...new Set(places.filter((_, index) => !found[index]).map(({ id }) => id))];
};
