/**
 * A brand makes two values of the same machine type different to the compiler: fen are not thousandths of a kWh, an
 * instant is not a business date. It costs nothing at run time. Only the file that owns a value casts into its brand.
 */
declare const brand: unique symbol;

export type Brand<T, B extends string> = T & { readonly [brand]: B };
