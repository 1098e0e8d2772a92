/** Numbers in the user's format. */

import { cached } from "./cached.ts";
import type { Locale } from "./home-assistant.ts";

const LOCALES: Record<string, string[]> = {
  comma_decimal: ["en-US", "en"],
  decimal_comma: ["de", "es", "it"],
  space_comma: ["fr", "sv", "cs"],
  quote_decimal: ["de-CH"],
};

const numberFormat = cached(
  (format: string, language: string, style: "decimal" | "percent", digits: number) =>
    new Intl.NumberFormat(
      format === "system" ? undefined : (LOCALES[format] ?? language),
      { style, maximumFractionDigits: digits, useGrouping: format !== "none" },
    ),
);

export function formatCount(value: number, locale: Locale): string {
  return numberFormat(locale.number_format, locale.language, "decimal", 0).format(
    value,
  );
}

/** With one decimal, unless that is zero. */
export function formatDecimal(value: number, locale: Locale): string {
  return numberFormat(locale.number_format, locale.language, "decimal", 1).format(
    value,
  );
}

export function formatPercentage(value: number, locale: Locale, digits = 0): string {
  return numberFormat(locale.number_format, locale.language, "percent", digits).format(
    value / 100,
  );
}
