"""The other tools read what --schema and --format write, each with its own reader: DataTrove,
pyarrow, DuckDB, Dolma's mixer; and trafilatura writes the same keys."""
import collections
import glob
import gzip
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import unittest

import readers

readers.enter()

import duckdb  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
import zstandard  # noqa: E402
from harness import PARAGRAPHS, TamisTest, make_crawl, page, response  # noqa: E402

SCHEMAS = ["native", "datatrove", "dolma", "trafilatura", "cc"]
PARQUET = [s for s in SCHEMAS if s != "dolma"]
MAIL = "anna.gruen@müller-söhne.example"
# Letters of two, three and four bytes stand before the address, so that bytes, UTF-16 units and
# code points all differ.
ODD = [f"Grüße aus Gruenhagen — schön, 𝒶𝓁𝓈𝑜 — 你好! {PARAGRAPHS[0]}",
       f"Write to anna.gruen@mueller.example when you have read this. {PARAGRAPHS[1]}", PARAGRAPHS[2]]


def lines(path):
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True).read()
    return [json.loads(line) for line in data.splitlines()]


def without_nulls(value):
    """Rows of Parquet have every key, JSON lines leave `source` of blocks out."""
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


def paths(value, prefix=""):
    """The dotted names of all keys of a row, with those of objects in lists."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield prefix + key
            yield from paths(child, prefix + key + ".")
    if isinstance(value, list):
        for child in value:
            yield from paths(child, prefix)


def type_paths(fields, prefix=""):
    for field in fields:
        yield prefix + field.name
        inner = field.type
        if pa.types.is_list(inner):
            inner = inner.value_type
        if pa.types.is_struct(inner):
            yield from type_paths(inner, prefix + field.name + ".")


class Readers(TamisTest):
    def setUp(self):
        super().setUp()
        crawl = self.dir / "crawl-data/CC-MAIN-2026-18/segments/1700000000000.0/warc/a.warc.gz"
        self.crawl(crawl.relative_to(self.dir),
                   [*make_crawl.records(), response("odd.example", page("Grüße", ODD))])

    def run_as(self, schema, *more):
        out = self.dir / "-".join([schema, *more]).replace("--", "")
        self.tamis("run", "crawl-data", "-o", out, "--schema", schema, "-q", *more)
        return out

    def json_rows(self, schema):
        return lines(self.run_as(schema, "--compression", "none") / "documents/00000.jsonl")


class Pyarrow(Readers):
    def test_every_schema_and_type(self):
        for schema in PARQUET:
            want = self.json_rows(schema)
            file = self.run_as(schema, "--format", "parquet") / "documents/00000.parquet"
            table = pq.read_table(file)
            self.assertEqual(without_nulls(table.to_pylist()), without_nulls(want), schema)
            self.assertEqual(table.schema.names, list(want[0]), schema)
            self.assertEqual(table.schema.field("text").type, pa.large_string())
            if schema != "trafilatura":
                self.assertTrue(pa.types.is_struct(table.schema.field("blocks").type.value_type))
            # Keys that no row has would be columns that nothing fills.
            seen = {path for row in want for path in paths(row)}
            columns = set(type_paths(table.schema))
            self.assertLessEqual(seen, columns)
            rare = {"blocks.source", "blocks.site_share", "translations.language", "translations.url",
                    "page_state_evidence", "rights", "comments", "posts", "pii"}
            unseen = {c for c in columns - seen if c not in rare and c.split(".")[0] not in rare}
            self.assertEqual(unseen, set(), schema)

    def test_the_file_says_how_it_was_made(self):
        file = pq.ParquetFile(self.run_as("native", "--format", "parquet", "--markdown")
                              / "documents/00000.parquet")
        self.assertRegex(file.metadata.created_by, r"^tamis version \d")
        self.assertEqual(file.schema_arrow.names[:2], ["text", "markdown"])
        group = file.metadata.row_group(0)
        for i in range(group.num_columns):
            self.assertEqual(group.column(i).compression, "ZSTD")
            self.assertTrue(group.column(i).has_offset_index)

    def test_removed_rows_are_native_in_every_schema(self):
        for schema in SCHEMAS:
            more = ["--format", "parquet"] if schema in PARQUET else []
            out = self.run_as(schema, *more) / "removed/fetch"
            file, = out.iterdir()
            rows = pq.read_table(file).to_pylist() if more else lines(file)
            self.assertEqual({row["filter_reason"] for row in rows}, {"http_status"})
            self.assertIn("warc_record_offset", rows[0])

    def test_the_same_bytes_each_time(self):
        one = self.run_as("native", "--format", "parquet")
        two = self.dir / "again"
        self.tamis("run", "crawl-data", "-o", two, "--format", "parquet", "-q", "-j", "1")
        self.same(one, two)


class Shards(Readers):
    def test_zstd_shards_hold_the_same_rows(self):
        want = self.json_rows("native")
        out = self.run_as("native", "--compression", "zstd")
        self.assertEqual(lines(out / "documents/00000.jsonl.zst"), want)
        frame = (out / "documents/00000.jsonl.zst").read_bytes()
        header = zstandard.get_frame_parameters(frame)
        self.assertTrue(header.has_checksum)
        self.assertGreater(header.content_size, 0)

    def test_options_that_do_not_go_together(self):
        _, err = self.tamis("run", "crawl-data", "-o", "x", "--schema", "dolma", "--format", "parquet",
                            code=2)
        self.assertIn("jsonl", err)
        self.assertFalse((self.dir / "x").exists())

    def test_another_schema_is_another_run(self):
        self.run_as("native")
        self.tamis("run", "crawl-data", "-o", "native", "--schema", "cc", code=2)


class DuckDb(Readers):
    def test_parquet_and_json_lines(self):
        parquet = self.run_as("native", "--format", "parquet") / "documents/*.parquet"
        query = ("select url, length(text) as n, len(blocks) as blocks, quality.words as words, "
                 "list_sum([b.text_end - b.text_start for b in blocks if b.keep])::bigint as kept, "
                 "title, authors from '{}' order by url")
        want = duckdb.sql(query.format(parquet)).fetchall()
        self.assertEqual(len(want), 9)
        for compression, name in (("gzip", "*.jsonl.gz"), ("zstd", "*.jsonl.zst"), ("none", "*.jsonl")):
            out = self.run_as("native", "--compression", compression) / "documents" / name
            self.assertEqual(duckdb.sql(query.format(out)).fetchall(), want, compression)
        rows = {row["url"]: row for row in self.json_rows("native")}
        for url, n, blocks, words, *_ in want:
            self.assertEqual((n, blocks, words), (len(rows[url]["text"]), len(rows[url]["blocks"]),
                                                  rows[url]["quality"]["words"]))

    def test_common_crawl_names(self):
        self.run_as("cc", "--format", "parquet")
        rows = duckdb.sql(
            "select url_host_name, url_protocol, url_path, fetch_status, content_languages, crawl, "
            "warc_segment, subset, length(content_digest) as digest, warc_record_length > 0 as found "
            f"from '{self.dir}/cc-format-parquet/documents/*.parquet'").fetchall()
        hosts = {row[0]: row[1:] for row in rows}
        self.assertEqual(hosts["odd.example"],
                         ("https", "/", 200, "eng,deu,zho", "CC-MAIN-2026-18", "1700000000000.0", "warc", 32, True))
        self.assertTrue(hosts["www.heimatverein-gruenhagen.example"][3].startswith("deu"))
        self.assertTrue(hosts["wanbao.news.example"][3].startswith("zho"))


class DataTrove(Readers):
    def documents(self, reader):
        return list(reader.run(None, rank=0, world_size=1))

    def test_both_readers_give_the_same_documents(self):
        from datatrove.pipeline.readers import JsonlReader, ParquetReader
        native = {row["id"]: row for row in self.json_rows("native")}
        found = {}
        for compression in ("gzip", "zstd"):
            out = self.run_as("datatrove", "--compression", compression) / "documents"
            found[compression] = self.documents(JsonlReader(str(out)))
        out = self.run_as("datatrove", "--format", "parquet") / "documents"
        found["parquet"] = self.documents(ParquetReader(str(out)))
        for kind, documents in found.items():
            self.assertEqual([d.id for d in documents], list(native), kind)
            for document in documents:
                row, metadata = native[document.id], document.metadata
                self.assertEqual(document.text, row["text"])
                self.assertEqual(document.media, [])
                for key, name in (("url", "url"), ("date", "warc_date"), ("file_path", "warc_filename"),
                                  ("language", "language"), ("language_score", "language_score"),
                                  ("minhash_cluster_size", "minhash_cluster_size")):
                    self.assertEqual(metadata[key], row[name], (kind, key))
                self.assertEqual(metadata["dump"], "CC-MAIN-2026-18")
                self.assertNotIn("warc_date", metadata)
        self.assertEqual([without_nulls(d.metadata) for d in found["gzip"]],
                         [without_nulls(d.metadata) for d in found["parquet"]])

    def test_nothing_is_lost_but_names(self):
        renamed = {"warc_date": "date", "warc_filename": "file_path"}
        for row, native in zip(self.json_rows("datatrove"), self.json_rows("native")):
            row.pop("dump")
            self.assertEqual({renamed.get(k, k) for k in native}, set(row))
            for key, value in native.items():
                if key != "engine":
                    self.assertEqual(row[renamed.get(key, key)], value, key)


def package(name):
    spec = importlib.util.find_spec(name)
    return spec and spec.submodule_search_locations[0]


class Dolma(Readers):
    def setUp(self):
        super().setUp()
        self.folder = package("dolma")
        if not self.folder:
            self.skipTest("Dolma has no wheel for this Python; scripts/arrow.sh --readers")
        self.out = self.run_as("dolma")
        self.texts = {row["id"]: row["text"] for row in self.json_rows("native")}

    def mixer(self, config):
        """Dolma's own mixer, its compiled part: the package around it wants 20 others."""
        path, = glob.glob(f"{self.folder}/dolma.*.so")
        code = ("import importlib.util, sys; "
                "s = importlib.util.spec_from_file_location('dolma', sys.argv[1]); "
                "m = importlib.util.module_from_spec(s); m.mixer_entrypoint(sys.argv[2])")
        subprocess.run([sys.executable, "-c", code, path, json.dumps(config)], check=True, timeout=120)

    def mix(self, **stream):
        attributes = sorted(p.name for p in (self.out / "attributes").iterdir())
        config = {"streams": [{"name": "mixed", "documents": [f"{self.out}/documents/*.gz"],
                               "attributes": attributes,
                               "output": {"path": f"{self.dir}/mixed", "max_size_in_bytes": 1 << 30},
                               "compression": {"input": None, "output": None}, **stream}],
                  "work_dir": {"input": f"{self.dir}/in", "output": f"{self.dir}/work"},
                  "processes": 1, "shuffle": False}
        self.mixer(config)
        return [row for path in sorted((self.dir / "mixed").rglob("*.gz")) for row in lines(path)]

    def types(self):
        """The data types of Dolma's taggers, without the rest of the package."""
        spec = importlib.util.spec_from_file_location("dolma_types", f"{self.folder}/core/data_types.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def test_rows_have_the_types_of_its_taggers(self):
        import msgspec
        types = self.types()
        document = msgspec.json.Decoder(types.InputSpecWithMetadata)
        rows = [document.decode(json.dumps(row)) for row in lines(self.out / "documents/00000.jsonl.gz")]
        self.assertEqual({row.id: row.text for row in rows}, self.texts)
        self.assertEqual({row.source for row in rows}, {"CC-MAIN-2026-18"})
        attributes = msgspec.json.Decoder(types.OutputSpec)
        for folder in (self.out / "attributes").iterdir():
            sidecar = [attributes.decode(json.dumps(row)) for row in lines(folder / "00000.jsonl.gz")]
            self.assertEqual([row.id for row in sidecar], [row.id for row in rows], folder.name)
            for row, text in zip(sidecar, (row.text for row in rows)):
                for name, spans in row.attributes.items():
                    self.assertTrue(name.startswith(folder.name + "__"), name)
                    for start, end, _ in spans:
                        self.assertLess(start, end)
                        self.assertLessEqual(end, len(text))

    def test_spans_count_code_points(self):
        native = {row["id"]: row for row in self.json_rows("native")}
        sides = collections.defaultdict(dict)
        for folder in (self.out / "attributes").iterdir():
            for row in lines(folder / "00000.jsonl.gz"):
                sides[row["id"]] |= row["attributes"]
        for key, row in native.items():
            data = row["text"].encode()
            for block in row["blocks"]:
                if block["keep"]:
                    text = data[block["text_start"]:block["text_end"]].decode()
                    spans = sides[key][f"blocks__kind__{block['kind']}"]
                    self.assertIn(text, [row["text"][s:e] for s, e, _ in spans])
            words, = sides[key]["quality__gopher_quality__words"]
            self.assertEqual(words, [0, len(row["text"]), row["quality"]["gopher_quality"]["words"]])

    def test_its_mixer_filters_by_our_attributes(self):
        rows = self.mix(filter={"include": ["$.attributes[?(@.page__type__forum)]"], "exclude": [],
                                "syntax": "jsonpath"})
        want = [row["id"] for row in self.json_rows("native") if row["page_type"] == "forum"]
        self.assertEqual([row["id"] for row in rows], want)
        self.assertEqual(len(want), 1)

    def test_its_mixer_applies_published_filters(self):
        """The filter of docs/formats/schemas/dolma.md, with each of the groups."""
        rows = self.json_rows("native")
        removed = 0
        for group in ("gopher_quality", "gopher_repetition", "c4", "fineweb"):
            key = f"@.quality__{group}__removes"
            kept = self.mix(filter={
                "include": [], "syntax": "jsonpath",
                "exclude": [f"$.attributes[?({key} && {key}[0] && {key}[0][2] >= 1.0)]"]})
            want = [row["id"] for row in rows if row["quality"][group]["reason"] is None]
            self.assertEqual([row["id"] for row in kept], want, group)
            removed += len(rows) - len(want)
            shutil.rmtree(self.dir / "mixed")
        self.assertGreater(removed, 0)

    def test_its_mixer_replaces_our_spans(self):
        rows = self.mix(span_replacement=[{"span": "$.attributes.pii__tamis__email", "min_score": 0.5,
                                           "replacement": "|||EMAIL|||", "syntax": "jsonpath"}])
        self.assertEqual(len(rows), len(self.texts))
        changed = [row for row in rows if row["text"] != self.texts[row["id"]]]
        self.assertTrue(changed)
        for row in changed:
            if "odd.example" in row["metadata"]["url"]:
                self.assertEqual(row["text"], self.texts[row["id"]].replace(
                    "anna.gruen@mueller.example", "|||EMAIL|||"))
                break
        else:
            self.fail("the page with an address was not changed")


class Trafilatura(Readers):
    def test_keys_are_its_own(self):
        import trafilatura
        html = page("Grüße", [p + " " + q for p in ODD for q in PARAGRAPHS]).decode()
        theirs = json.loads(trafilatura.extract(html, url="https://odd.example/", output_format="json",
                                                with_metadata=True, include_comments=True))
        for row in self.json_rows("trafilatura"):
            self.assertEqual(list(row), list(theirs))
            for key, value in row.items():
                self.assertIsInstance(value, (str, type(None)), key)
        for key, value in theirs.items():
            self.assertIsInstance(value, (str, type(None)), key)

    def test_values_are_those_of_the_native_row(self):
        for row, native in zip(self.json_rows("trafilatura"), self.json_rows("native")):
            self.assertEqual((row["raw_text"], row["text"]), (native["text"], native["text"]))
            self.assertEqual((row["source"], row["source-hostname"]), (native["url"], native["sitename"]))
            self.assertEqual(row["author"], "; ".join(native["authors"]) or None)
            self.assertEqual(row["tags"], ";".join(native["tags"]))
            self.assertEqual(row["filedate"], native["warc_date"][:10])
            self.assertEqual(row["date"], native["date_published"] and native["date_published"][:10])


if __name__ == "__main__":
    unittest.main()
