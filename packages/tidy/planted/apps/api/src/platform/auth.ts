// caught: platform-knows-no-feature
import { AccountService } from '../features/people/index.js';
import { DataSource } from 'typeorm';

export const Allow = (...roles: string[]) => (): string[] => roles;
export const Public = () => (): unknown => [AccountService, DataSource];
