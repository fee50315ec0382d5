import type { Guides } from "../contract/guides.ts";

/** Whether a link may lead there: over https, without a name or password in it, to a host that the document allows. */
export function mayLinkTo({ link_hosts = [] }: Guides, address: string): boolean {
  try {
    const { protocol, host, username } = new URL(address);
    return protocol === "https:" && !username && link_hosts.includes(host);
  } catch {
    return false; // It is no address.
  }
}
