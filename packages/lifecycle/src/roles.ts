/** Every role a person can hold in a district, then in a consortium. Spelled as stored. */
export const roles = [
  'teacher',
  'counselor',
  'registrar',
  'procurement_officer',
  'business_manager',
  'superintendent',
  'district_administrator',
  'coordinator',
  'fiscal_agent',
] as const;

export type Role = (typeof roles)[number];
