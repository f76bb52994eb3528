// The way from records to documents: what is left after each step, and what the step took.

import type { ReportData } from "./data";
import { bar, h } from "./dom";
import { count, percent, share } from "./format";
import { STEPS } from "./words";

export interface Stage {
  name: string;
  note: string;
  /** What is left behind the stage. */
  left: number;
  /** What the stage took away. */
  taken: number;
  kind: "begin" | "step" | "end";
}

/**
 * Stages in order. While the run has not ended, its counts are ahead of the shards that are
 * finished, so the funnel begins at the pages of these.
 */
export function stagesOf(data: ReportData): Stage[] {
  const removed = data.steps.reduce((sum, [, rows]) => sum + rows, 0);
  const pages = data.documents.rows + removed;
  const stages: Stage[] = [];
  let left = pages;
  if (data.run?.finished) {
    stages.push({ name: "Records read", note: filesNote(data), left: data.run.records, taken: 0, kind: "begin" });
    // From the run's own counts, so that a shard which cannot be read does not look like skipping.
    if (data.run.skipped > 0) {
      const note = "Requests, metadata, images and what else is no page";
      stages.push({ name: "skipped", note, left: data.run.records - data.run.skipped, taken: data.run.skipped, kind: "step" });
    }
  } else {
    stages.push({ name: "Pages", note: "Rows of finished shards", left: pages, taken: 0, kind: "begin" });
  }
  for (const [step, rows] of data.steps) {
    left -= rows;
    stages.push({ name: step, note: STEPS[step] ?? "", left, taken: rows, kind: "step" });
  }
  stages.push({ name: "Documents", note: "Rows in documents/", left: data.documents.rows, taken: 0, kind: "end" });
  return stages;
}

function filesNote(data: ReportData): string {
  const files = data.run?.inputs ?? 0;
  return `In ${count(files)} ${files === 1 ? "file" : "files"}`;
}

export function funnel(data: ReportData): HTMLElement {
  const stages = stagesOf(data);
  const most = Math.max(1, ...stages.map((stage) => stage.left + stage.taken));
  const whole = stages[0]?.left ?? 0;
  const rows = stages.map((stage) =>
    h(
      "tr",
      { class: stage.kind },
      h("th", { scope: "row" }, h("span", { class: "name" }, stage.name), h("span", { class: "what" }, stage.note)),
      h("td", { class: "bars" }, bar({ share: stage.left / most, kind: "kept" }, { share: stage.taken / most, kind: "removed" })),
      h("td", { class: "number taken" }, stage.kind === "step" ? `− ${count(stage.taken)}` : ""),
      h("td", { class: "number" }, count(stage.left)),
      h("td", { class: "number share" }, percent(share(stage.left, whole))),
    ),
  );
  const heads = ["Step", "", "Taken away", "Left", "Of all"].map((name, i) =>
    h("th", { scope: "col", class: i === 1 ? "bars" : i > 1 ? "number" : undefined }, name === "" ? h("span", { class: "unseen" }, "Drawn") : name),
  );
  return h(
    "table",
    { class: "funnel" },
    h("caption", { class: "unseen" }, "From records read to documents, step by step"),
    h("thead", {}, h("tr", {}, ...heads)),
    h("tbody", {}, ...rows),
  );
}
