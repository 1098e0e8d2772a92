/** Which lines of a tree were expanded or collapsed, as long as the tab is open. */

/** Storage may be forbidden; then nothing is kept. */
export function stored(key: string): string[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.map(String) : [];
  } catch {
    return [];
  }
}

export function store(key: string, toggled: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(key, JSON.stringify([...toggled]));
  } catch {
    // As above.
  }
}
