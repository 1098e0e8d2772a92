import type { Locale } from "../src/home-assistant.ts";

export const ENGLISH: Locale = {
  language: "en",
  number_format: "language",
  time_format: "language",
};
export const GERMAN: Locale = { ...ENGLISH, language: "de" };
