/** What Ctrl+K can find besides pages. A feature exports a provider and is named once in web/app/search-providers.ts. */
import type { PostKey } from '../../shared/posts.ts';
import type { Text } from '../../shared/text.ts';

export interface SearchHit {
  /** Within the provider. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly href: string;
}

export interface SearchProvider {
  readonly title: Text;
  /** Full name of the query it asks, or the posts that may. */
  readonly needs: string | readonly [PostKey, ...PostKey[]];
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly SearchHit[]>;
}
