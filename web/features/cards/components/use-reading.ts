/** Reading the card that lies on this counter's reader: one press, one reading. */
import { useState } from 'react';
import type { CardOnReader } from '../../../../shared/cards/view.ts';
import { CARD_FAILURES, type CardFailure } from '../../../../shared/cards/words.ts';
import { readCard } from '../../../../shared/contracts/cards/read-card.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { useOperation } from '../../../lib/use-api.ts';

export function useReading() {
  const operation = useOperation(readCard, ['cases']);
  const [onReader, setOnReader] = useState<CardOnReader | null>(null);
  const [failure, setFailure] = useState<CardFailure | null>(null);
  const read = async (commodity: Commodity = 'electricity'): Promise<CardOnReader | null> => {
    operation.edited();
    const answer = await operation.send({ commodity });
    if (answer === undefined) return null;
    setOnReader(answer.onReader);
    setFailure(answer.failure);
    return answer.onReader;
  };
  const failed: Text | null = failure === null ? null : CARD_FAILURES[failure];
  return { operation, onReader, failed, read, put: setOnReader };
}
