/** "Adams County" whether the source says "Adams" or "Adams County". */
export const countyWords = (county: string | null | undefined): string | null => (county == null || county === '' ? null : /(county|parish|borough)$/i.test(county) ? county : `${county} County`);

/** "New Meadows, Adams County". */
export const placeWords = (city: string | null | undefined, county: string | null | undefined): string | null => {
  const parts = [city, countyWords(county)].filter((part): part is string => part != null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
};

/** "Fall membership" for fall-membership. */
export const measureWords = (measure: string): string => {
  const words = measure.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
