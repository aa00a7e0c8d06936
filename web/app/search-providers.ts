/** What Ctrl+K asks the server for, feature by feature. One line each. */
import type { SearchProvider } from '../lib/search.ts';

export const SEARCH_PROVIDERS: readonly SearchProvider[] = [];
