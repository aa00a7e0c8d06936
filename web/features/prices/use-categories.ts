/** Names of user categories, as metering registers them; a code without a name stands for itself. */
import { categories } from '../../../shared/contracts/metering/categories.ts';
import type { Text } from '../../../shared/text.ts';
import { COMMODITIES, type Commodity } from '../../../shared/values/quantity.ts';
import { useSay } from '../../lib/say.ts';
import { useAsk } from '../../lib/use-api.ts';

const KEPT_FOR_MS = 60_000;

export interface Category {
  readonly categoryCode: string;
  readonly title: Text;
}

export function useCategories(): readonly Category[] {
  return useAsk(categories, {}, { staleTime: KEPT_FOR_MS }).data?.rows ?? [];
}

/** 电 · 学生宿舍 */
export function usePriceTitle(): (of: { readonly commodity: Commodity; readonly categoryCode: string }) => string {
  const say = useSay();
  const known = useCategories();
  return ({ commodity, categoryCode }) => {
    const category = known.find((one) => one.categoryCode === categoryCode);
    return `${say(COMMODITIES[commodity].title)} · ${category ? say(category.title) : categoryCode}`;
  };
}
