/** The public face of network: meters that answer over a line. */
export {
  type LinkAnswer,
  type MeterAddress,
  type MeterItem,
  type MeterLink,
  type MeterValues,
  noMeters,
  type PriceSet,
  type RelayCommand,
} from './meter-link.ts';
