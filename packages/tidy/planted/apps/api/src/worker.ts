// caught: database-in-platform
import { DataSource } from 'typeorm';

export const source = DataSource;
