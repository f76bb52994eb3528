"""Texts that other tools took for copies and that are none, and what must be left of those that are:
https://github.com/marin-community/marin/issues/6854 (books), text-dedup#17 (numbers), #90 (Arabic),
#129 (nothing was kept)."""
import json
import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import TamisTest  # noqa: E402

# What every book of a library of free books has around it: about 300 words.
HEADER = ("This book is for the use of anyone anywhere at no cost and with almost no restrictions "
          "whatsoever. You may copy it, give it away or use it again under the terms below. ")
LICENCE = " ".join(f"{n}. {HEADER}Section {n} says what a copy of such a book has to carry with it."
                   for n in range(1, 7))


def book(title, words, rng):
    """Chapters of sentences in words and phrases that all books share, most of them common ones."""
    weights = [1 / (rank + 2) for rank in range(len(words))]
    chapters = []
    for number in range(1, 31):
        sentences = []
        for _ in range(100):
            start = rng.choice(["he said that the", "it was in the", "and then they", "there is no"])
            sentences.append(f"{start} {' '.join(rng.choices(words, weights, k=14))}.")
        chapters.append(f"CHAPTER {number}\n\n" + " ".join(sentences))
    return HEADER + title + "\n\n" + "\n\n".join(chapters) + "\n\n" + LICENCE


def sentences(rng, subjects, predicates, count, space=" "):
    return space.join(rng.choice(subjects) + space + rng.choice(predicates) for _ in range(count))


class FalseMergesTest(TamisTest):
    def dedup(self, texts, *flags):
        """The numbers of the texts that stay."""
        path = self.dir / "texts.jsonl"
        path.write_text("".join(json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n"
                                for i, text in enumerate(texts)), encoding="utf-8")
        self.tamis("dedup", path, "-o", "out", "--overwrite", "--compression", "none", *flags)
        kept = self.dir / "out/documents/00000.jsonl"
        return [json.loads(line)["id"] for line in kept.read_text(encoding="utf-8").splitlines()]

    def test_books_in_the_same_words_stay(self):
        rng = random.Random(6854)
        words = ["".join(rng.choices("etaoinshrdlucm", k=rng.randint(2, 9))) for _ in range(6000)]
        common, rare = words[:1000], words[1000:]
        books = [book(f"BOOK {i}", common + rng.sample(rare, 2000), rng) for i in range(8)]
        self.assertGreater(min(map(len, books)), 200_000)
        for flags in ((), ("--no-verify",), ("--threshold", "0.3", "--bands", "60", "--rows", "2"),
                      ("--preset", "nemo"), ("--shingle-unit", "characters", "--shingle", "5")):
            self.assertEqual(len(self.dedup(books, *flags)), 8, flags)
        # What went wrong there: runs of 5 characters, and nothing compared. One stays even so.
        self.assertEqual(len(self.dedup(books, "--shingle-unit", "characters", "--shingle", "5",
                                        "--rows", "2", "--bands", "60", "--no-verify")), 1)

    def test_a_number_makes_a_difference(self):
        short = [f"Invoice no. {n} of 12 May: one table, delivered and paid. Please keep this letter "
                 f"for your records." for n in range(1000, 1040)]
        self.assertEqual(len(self.dedup(short)), 40)
        self.assertEqual(len(self.dedup(short, "--preset", "fineweb")), 40)
        # In a long text the difference is small: that of the threshold, never "the same text".
        long = [sentences(random.Random(1), ["the engine", "a pump"], ["turned", "stood still"], 40) +
                f" at {n} degrees" for n in (70, 80)]
        self.assertEqual(len(self.dedup(long, "--threshold", "1")), 2)
        self.assertEqual(len(self.dedup(long + long)), 1)
        gone = [json.loads(line) for line in
                (self.dir / "out/removed/near_dup/00000.jsonl").read_text().splitlines()]
        self.assertTrue(gone and all(row["similarity"] < 1 for row in gone))

    def test_arabic_and_chinese(self):
        arabic = (["الكتاب", "المدينة القديمة", "الطالب", "البيت الكبير", "النهر", "الملك"],
                  ["كان جميلا", "يقع في الشمال", "قرأ الرسالة", "عاد إلى البلاد", "لا يعرف الطريق"], " ")
        chinese = (["北京", "这本书", "老师", "那条河流", "公司", "新的法律"],
                   ["位于北方", "非常重要", "昨天回来了", "不知道答案", "已经改变"], "")
        for subjects, predicates, space in (arabic, chinese):
            texts = [sentences(random.Random(i), subjects, predicates, 60, space) for i in range(12)]
            self.assertEqual(len(self.dedup(texts)), 12, texts[0][:20])
            copies = [text + space + subjects[0] for text in texts]
            self.assertEqual(len(self.dedup(texts + copies)), 12, texts[0][:20])

    def test_one_of_each_cluster_stays_without_comparing(self):
        texts = [sentences(random.Random(i), ["a", "b", "c"], ["d", "e", "f", "g"], 200)
                 for i in range(3)] * 4
        for i, text in enumerate(texts):
            texts[i] = text + f" and text {i}"
        kept = self.dedup(texts, "--no-verify", "--rows", "4")
        self.assertEqual(sorted(i % 3 for i in kept), [0, 1, 2])


if __name__ == "__main__":
    unittest.main()
