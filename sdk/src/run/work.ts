import type { Happening } from "../core/situation.ts";

/** What the person did here of late, and where their cases stand. It outlasts a reload in its tab. */
export interface Work {
  /** The latest last. */
  readonly happened: readonly Happening[];
  /** By workflow, the step that the case on the page is before. */
  readonly stages: { readonly [workflow: string]: string };
  /** By workflow, the case that was last worked on. */
  readonly cases: { readonly [workflow: string]: string };
}

export const NO_WORK: Work = { happened: [], stages: {}, cases: {} };
const REMEMBERED = 50;

/** With one happening more. Another case of the workflow begins without a stage, until something tells it. */
export function withHappening(work: Work, happening: Happening): Work {
  const { workflow, case_id, step, outcome } = happening;
  const happened = [...work.happened, happening].slice(-REMEMBERED);
  const other = case_id !== undefined && case_id !== work.cases[workflow];
  const { [workflow]: _, ...others } = work.stages;
  const went = step !== undefined && (outcome ?? "ok") === "ok";
  const stages = went ? { ...others, [workflow]: step } : other ? others : work.stages;
  return { happened, stages, cases: case_id === undefined ? work.cases : { ...work.cases, [workflow]: case_id } };
}

export function withStage(work: Work, workflow: string, step: string): Work {
  return { ...work, stages: { ...work.stages, [workflow]: step } };
}

export function isWork(value: unknown): value is Work {
  if (typeof value !== "object" || value === null) return false;
  const { happened, stages, cases } = value as Partial<Record<keyof Work, unknown>>;
  return Array.isArray(happened) && typeof stages === "object" && !!stages && typeof cases === "object" && !!cases;
}
