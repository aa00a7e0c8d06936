/**
 * Live notices: the server says which module changed, and what the page has read of that module is read again.
 * The browser's EventSource reconnects by itself while the server answers; after a refused or broken connection it
 * gives up, so it is opened anew here, and everything is read again because notices may have been missed.
 */
import type { QueryClient } from '@tanstack/react-query';

const REOPEN_AFTER_MS = 3000;

/** The modules a notice names; none for what is no notice. */
export function topicsOf(data: string): readonly string[] {
  try {
    const notice: unknown = JSON.parse(data);
    if (typeof notice !== 'object' || notice === null || !('topics' in notice) || !Array.isArray(notice.topics))
      return [];
    return notice.topics.filter((topic): topic is string => typeof topic === 'string');
  } catch {
    return [];
  }
}

/** Listens until the returned function is called. `onConnected` tells whether the line stands. */
export function listenLive(queries: QueryClient, onConnected: (connected: boolean) => void): () => void {
  let source: EventSource | null = null;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  let missed = false;

  const open = (): void => {
    source = new EventSource('/api/live');
    source.onopen = () => {
      onConnected(true);
      if (missed) void queries.invalidateQueries();
      missed = false;
    };
    source.onmessage = (event: MessageEvent<string>) => {
      for (const topic of topicsOf(event.data)) void queries.invalidateQueries({ queryKey: [topic] });
    };
    source.onerror = () => {
      missed = true;
      onConnected(false);
      if (source?.readyState === EventSource.CLOSED) reopen = setTimeout(open, REOPEN_AFTER_MS);
    };
  };

  open();
  return () => {
    clearTimeout(reopen);
    source?.close();
  };
}
