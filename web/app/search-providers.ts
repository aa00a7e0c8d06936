/** What Ctrl+K asks the server for, feature by feature. One line each. */
import { roomSearch, slipSearch } from '../features/vending/search-provider.ts';
import type { SearchProvider } from '../lib/search.ts';

export const SEARCH_PROVIDERS: readonly SearchProvider[] = [roomSearch, slipSearch];
