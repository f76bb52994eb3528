// The page of `tamis report`: reads the data that the program put into the page and draws it.

import "./style.css";
import { readData, type ReportData } from "./data";
import { h, type Child } from "./dom";
import { bytes, count, counted, duration } from "./format";
import { drawDedup } from "./dedup";
import { drawPage } from "./frame";
import { funnel } from "./funnel";
import * as sections from "./sections";

function banners(data: ReportData): Child[] {
  const result: string[] = [];
  const run = data.run;
  if (run === null) result.push("Nothing tells of the run: there is no summary.json and no manifest.jsonl. This report tells of the rows alone.");
  else if (!run.finished) {
    const tasks = run.tasks > 1 ? ` (${count(run.tasks_finished)} of ${counted(run.tasks, "task")} have)` : "";
    result.push(
      `The run has not ended${tasks}. At its last checkpoint it had read ${counted(run.records, "record")} and written ` +
        `${counted(run.documents, "document")}; this report tells of the shards that are finished.`,
    );
  }
  if (data.corpus.unfinished_shards > 0) result.push(`${counted(data.corpus.unfinished_shards, "shard")} under way left out.`);
  if (data.read.problem_count > 0) result.push(`${counted(data.read.problem_count, "problem")} while reading the corpus: see the end of the page.`);
  return result.map((text) => h("p", { class: "banner", role: "note" }, text));
}

/** What the report is about, in a line. */
function origin(data: ReportData): string {
  const parts: string[] = [];
  if (data.run !== null) {
    parts.push(`${bytes(data.run.bytes_read)} read from ${counted(data.run.inputs, "file")}`);
    if (data.run.seconds > 0) parts.push(duration(data.run.seconds));
    if (data.run.damaged > 0) parts.push(`${counted(data.run.damaged, "damaged place")} passed over`);
    if (data.run.inputs_failed > 0) parts.push(`${counted(data.run.inputs_failed, "input")} failed`);
    if (data.run.partial > 0) parts.push(`${counted(data.run.partial, "partial document")}`);
  }
  parts.push(`${counted(data.corpus.shards, "shard")} of ${bytes(data.corpus.shard_bytes)}`);
  return parts.join(" · ");
}

function draw(data: ReportData): HTMLElement {
  const version = data.run?.version;
  const options = data.run?.options_hash;
  return drawPage({
    eyebrow: "Corpus report",
    title: data.corpus.name,
    lead: origin(data),
    notes: banners(data),
    figures: sections.figures(data),
    sections: [
      { id: "funnel", short: "Funnel", title: "From records to documents", content: [funnel(data)] },
      { id: "removed", short: "Removed", title: "Why pages were removed", content: [sections.reasons(data)] },
      { id: "documents", short: "Documents", title: "Documents", content: sections.documents(data) },
      { id: "make", short: "Languages, types, states", title: "What the pages are", content: [sections.legend(), sections.make(data)] },
      { id: "sites", short: "Sites", title: "Sites", content: [sections.legend(), sections.sites(data)] },
      { id: "blocks", short: "Blocks", title: "Blocks kept and dropped", content: sections.blocks(data) },
      { id: "problems", short: "Problems, options", title: "Problems and options", content: sections.problems(data) },
    ],
    foot: `Made by ${data.made_by} report.${version ? ` Corpus written by tamis ${version}, options ${options ?? ""}.` : ""} ${count(data.read.shards)} shards read.`,
  });
}

const place = document.getElementById("report");
if (place !== null) {
  try {
    const data = readData();
    document.title = `${data.corpus.name} – tamis report`;
    place.replaceChildren("tamis_dedup_report" in data ? drawDedup(data) : draw(data));
  } catch (error) {
    place.replaceChildren(h("p", { class: "banner" }, `The data of this report cannot be shown: ${String(error)}`));
    throw error;
  }
}
