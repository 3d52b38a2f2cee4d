import { type Place, type RoleName } from '../../platform/session.js';

const districtRoles = ['COUNSELOR', 'REGISTRAR', 'TEACHER', 'BUSINESS_MANAGER', 'PROCUREMENT_OFFICER', 'SUPERINTENDENT', 'DISTRICT_ADMINISTRATOR'] as const satisfies readonly RoleName[];
const consortiumRoles = ['COORDINATOR', 'FISCAL_AGENT'] as const satisfies readonly RoleName[];

const words: Record<RoleName, string> = {
  TEACHER: 'Teacher',
  COUNSELOR: 'Counselor',
  REGISTRAR: 'Registrar',
  PROCUREMENT_OFFICER: 'Procurement officer',
  BUSINESS_MANAGER: 'Business manager',
  SUPERINTENDENT: 'Superintendent',
  DISTRICT_ADMINISTRATOR: 'District administrator',
  COORDINATOR: 'Coordinator',
  FISCAL_AGENT: 'Fiscal agent',
};

/** The roles that exist in a place. */
export const rolesIn = (place: Place): { value: RoleName; label: string }[] => (place.kind === 'district' ? districtRoles : consortiumRoles).map((role) => ({ value: role, label: words[role] }));
