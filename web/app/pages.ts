/** All pages of the product, feature by feature, in the order of the menu within each group. One line each. */
import type { Page } from '../lib/page.ts';

export const PAGES: readonly Page[] = [];
