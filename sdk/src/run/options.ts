/** What a page says of itself and of its reader. Addresses have no slash at their end. */
export interface Options {
  readonly key: string;
  readonly workspace: string;
  /** The raw public key of the workspace, in base64. */
  readonly trust: string;
  readonly application: string;
  readonly person?: string | undefined;
  readonly attributes?: { readonly [name: string]: string } | undefined;
  readonly language?: string | undefined;
  readonly deliver: string;
  readonly collect?: string | undefined;
}

/** What the application may say or ask once the page is open. None of it ever throws. */
export interface Desirepath {
  /** Who reads the page from now on, and what the application says of the person. */
  readonly identify: (person: string, attributes?: { readonly [name: string]: string }) => void;
  /** Something happened that is a step of the work. */
  readonly track: (activity: string, more?: Tracked) => void;
  /** A state of the application, by name. */
  readonly state: (name: string, value: string) => void;
  /** The step that the case on the page is before. */
  readonly stage: (workflow: string, step: string) => void;
  /** Opens a guide by its id; `self_help` the panel, `recorded` what is recorded here. */
  readonly open: (guide: string) => void;
  /** Ends everything of ours on this page. */
  readonly silence: () => void;
}

export interface Tracked {
  readonly workflow?: string;
  readonly case?: string;
  readonly step?: string;
  readonly outcome?: string;
  /** Milliseconds since 1970, or a Date. */
  readonly at?: number | Date;
}
