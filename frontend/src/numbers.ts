/** Numbers in the user's format. */

import type { Locale } from "./home-assistant.ts";

const LOCALES: Record<string, string[]> = {
  comma_decimal: ["en-US", "en"],
  decimal_comma: ["de", "es", "it"],
  space_comma: ["fr", "sv", "cs"],
  quote_decimal: ["de-CH"],
};

function format(
  value: number,
  locale: Locale,
  options: Intl.NumberFormatOptions,
): string {
  const grouping = locale.number_format !== "none";
  const language =
    locale.number_format === "system"
      ? undefined
      : (LOCALES[locale.number_format] ?? locale.language);
  return new Intl.NumberFormat(language, { useGrouping: grouping, ...options }).format(
    value,
  );
}

export function formatCount(value: number, locale: Locale): string {
  return format(value, locale, { maximumFractionDigits: 0 });
}

export function formatPercentage(value: number, locale: Locale): string {
  return format(value / 100, locale, { style: "percent", maximumFractionDigits: 0 });
}
