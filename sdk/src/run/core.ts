// What the loader asks for.
export { start } from "./start.ts";
