// The data of the report of a deduplication: docs/report.md.

/** A site or an input: rows, and how many go for which reason. */
export interface Source {
  name: string;
  rows: number;
  url_dup: number;
  exact_dup: number;
  near_dup: number;
}

/** summary.json of `tamis dedup`. */
export interface DedupSummary {
  engine: { version: string };
  method: {
    shingle_unit: string;
    shingle: number;
    bands: number;
    rows: number;
    threshold: number;
    verify: boolean;
    seed: number;
    keep: string;
    same_url: boolean;
  };
  rows: number;
  documents: number;
  removed: number;
  url_dup: number;
  exact_dup: number;
  near_dup: number;
  without_text: number;
  clusters: number;
  largest_cluster: number;
  verified_pairs: number;
  full_buckets: number;
  unreadable: number;
  problems: number;
  hosts?: number;
  alarms?: number;
  alarm_sites?: readonly Source[];
  alarm_inputs?: readonly Source[];
  sites?: readonly Source[];
  inputs?: readonly Source[];
}

export interface DedupRow {
  id?: string;
  url?: string;
  title?: string;
  reason?: string;
  similarity?: number;
}

export interface DedupMember extends DedupRow {
  text_bytes: number;
  /** Where less than the whole text was compared. */
  compared_bytes?: number;
}

/** The same in both texts; so many words that are the same, left out; what differs. */
export type DiffPart =
  | { same: string }
  | { left_out: number }
  | { kept: string; gone: string; kept_left_out?: number; gone_left_out?: number };

export interface DedupPair {
  gone: DedupMember;
  duplicate_of: string;
  /** "index" or "against", when the row is one of an earlier crawl. */
  duplicate_in?: string;
  /** This and what follows is absent when the folder does not hold the row. */
  kept?: DedupMember;
  words_kept?: number;
  words_gone?: number;
  words_same?: number;
  changes_left_out?: number;
  parts?: readonly DiffPart[];
}

export interface DedupCluster extends DedupPair {
  size: number;
  others: readonly DedupRow[];
}

export interface DedupData {
  tamis_dedup_report: number;
  made_by: string;
  corpus: { name: string; shards: number; shard_bytes: number; unfinished_shards: number };
  summary: DedupSummary;
  read: {
    shards: number;
    shards_not_read: number;
    documents: number;
    removed: number;
    bad_rows: number;
    problem_count: number;
    problems: readonly string[];
  };
  /** Near duplicates by similarity, a hundred steps of .01. */
  similarities: readonly number[];
  /** Least size, and clusters of it up to twice that. */
  cluster_sizes: readonly (readonly [number, number])[];
  largest: readonly DedupCluster[];
  nearest: readonly DedupPair[];
  drawn: readonly DedupPair[];
}
