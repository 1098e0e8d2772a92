import { describe, expect, it } from "vitest";
import { formatCount, formatPercentage } from "../src/numbers.ts";
import { pluralSuffix, textsOf } from "../src/texts.ts";
import { ENGLISH, GERMAN } from "./locales.ts";
import { localize, texts } from "./texts-of-english.ts";

describe("plurals", () => {
  it("follow the language", () => {
    expect([0, 1, 2].map((count) => pluralSuffix(count, "en"))).toEqual([
      "other",
      "one",
      "other",
    ]);
    expect([0, 1, 2].map((count) => pluralSuffix(count, "fr"))).toEqual([
      "one",
      "one",
      "other",
    ]);
    expect(pluralSuffix(1, "ja")).toBe("other");
  });

  it("use the text for several where a language has more forms", () => {
    expect(pluralSuffix(1_000_000, "es")).toBe("other");
  });

  it("choose the text", () => {
    expect(texts.plural("config_panel.card.people", 1)).toBe("person");
    expect(texts.plural("config_panel.card.people", 0)).toBe("people");
    expect(texts.plural("config_panel.tree.not_counting", 3, { count: 3 })).toBe(
      "3 not counting",
    );
  });
});

it("takes a text from the first that has it", () => {
  const both = textsOf("en", () => "", localize);
  expect(both.text("config_panel.legend.now")).toBe("now");
  const none = textsOf("en", () => "");
  expect(none.text("config_panel.legend.now")).toBe("");
});

describe("numbers", () => {
  const plain = (text: string) => text.replace(/\s/g, " ");

  it("follow the language", () => {
    expect(formatCount(1344.4, ENGLISH)).toBe("1,344");
    expect(formatCount(1344, GERMAN)).toBe("1.344");
    expect(formatPercentage(72.8, ENGLISH)).toBe("73%");
    expect(plain(formatPercentage(104, GERMAN))).toBe("104 %");
  });

  it("follow the user's choice", () => {
    const format = (number_format: string) =>
      plain(formatCount(12345, { ...ENGLISH, number_format }));
    expect(format("decimal_comma")).toBe("12.345");
    expect(format("space_comma")).toBe("12 345");
    expect(format("none")).toBe("12345");
  });
});
