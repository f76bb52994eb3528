// The data of a report, as `tamis report --json` writes it: docs/report.md.

import type { DedupData } from "./dedup_data";

/** name, documents, removed rows, bytes */
export type TableRow = readonly [string, number, number, number];

export interface Table {
  distinct: number;
  rows: readonly TableRow[];
  /** Sums of the values that have no row of their own. */
  other: readonly [number, number, number];
}

export type Count = readonly [string, number];

export interface PageSample {
  id?: string;
  url?: string;
  title?: string;
  language?: string;
  page_type?: string;
  page_state?: string;
  status?: string;
  date_published?: string;
  confidence?: number;
  warc_filename?: string;
  warc_record_offset?: number;
  warc_record_length?: number;
  text: string;
  text_bytes: number;
}

export interface BlockSample {
  id?: string;
  url?: string;
  kind?: string;
  score?: number;
  html: readonly [number, number];
  warc_filename?: string;
  warc_record_offset?: number;
  warc_record_length?: number;
  /** Absent when the row does not hold the text of this block. */
  text?: string;
  text_bytes?: number;
}

export interface SampleGroup<T> {
  group: string;
  rows: readonly T[];
}

export interface Run {
  /** All tasks have ended; else the counts are those of the last checkpoints. */
  finished: boolean;
  tasks: number;
  tasks_finished: number;
  version: string;
  options_hash: string;
  options: readonly (readonly [string, string])[];
  seconds: number;
  inputs: number;
  inputs_failed: number;
  records: number;
  documents: number;
  partial: number;
  removed: number;
  skipped: number;
  damaged: number;
  bytes_read: number;
  page_bytes: number;
  skipped_by_kind: readonly Count[];
  errors: readonly string[];
}

export type TableName =
  | "reasons"
  | "kept_blocks"
  | "dropped_blocks"
  | "languages"
  | "sites"
  | "page_types"
  | "page_states"
  | "statuses"
  | "charsets"
  | "media_types"
  | "fetch_statuses"
  | "months_published";

export interface ReportData {
  tamis_report: number;
  made_by: string;
  corpus: { name: string; shards: number; shard_bytes: number; unfinished_shards: number };
  /** null: the folder has neither summary nor manifest. */
  run: Run | null;
  read: {
    shards: number;
    shards_not_read: number;
    documents: number;
    removed: number;
    bad_rows: number;
    rows_with_blocks: number;
    problem_count: number;
    problems: readonly string[];
  };
  /** Rows removed by each step, in the order in which the steps stand in the pipeline. */
  steps: readonly Count[];
  documents: {
    rows: number;
    text_bytes: number;
    characters: number;
    words: number;
    filled: readonly Count[];
    with_confidence: number;
    confidence: readonly number[];
    lengths: {
      mean: number;
      p10: number;
      p50: number;
      p90: number;
      bins: readonly (readonly [number, number])[];
    };
  };
  tables: Record<TableName, Table>;
  page_samples: readonly SampleGroup<PageSample>[];
  block_samples: readonly SampleGroup<BlockSample>[];
}

/** The format that this page can show, of either kind of report. */
const FORMAT = 1;

export function readData(): ReportData | DedupData {
  const json = document.getElementById("report-data")?.textContent ?? "";
  const data = JSON.parse(json) as ReportData | DedupData;
  const format = "tamis_dedup_report" in data ? data.tamis_dedup_report : data.tamis_report;
  if (format !== FORMAT) throw new Error(`this page shows format ${FORMAT}, the data is of format ${format}`);
  return data;
}
