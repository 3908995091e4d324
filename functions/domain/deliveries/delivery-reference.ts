import { readUai, type Uai } from '../colleges/uai.ts';
import type { Delivery } from './delivery.ts';

/** `L-0470678G-7F3K2M`: names the collège and the delivery. What was ordered before the counter opened is `L-0470678G-2025-1`. */
export function deliveryReference({ uai, id }: Pick<Delivery, 'uai' | 'id'>): string {
  return `L-${uai}-${id}`;
}

/** Reads a reference as it was heard or copied; `undefined` where it cannot be one. */
export function readDeliveryReference(
  typed: string,
): { readonly uai: Uai; readonly id: string } | undefined {
  const plain = typed.toUpperCase().replace(/[‐-―]/g, '-').replace(/\s/g, '');
  const match = /^L-?(\d{6,7}[A-Z])-?([0-9A-Z][0-9A-Z-]{0,30})$/.exec(plain);
  const reading = readUai(match?.[1] ?? '');
  const id = match?.[2] ?? '';
  return reading.kind === 'uai' && id ? { uai: reading.uai, id } : undefined;
}
