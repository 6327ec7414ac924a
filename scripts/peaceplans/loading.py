"""docs/loading.md: one line a table for pandas, Polars, DuckDB and R, with the types that the Table Schema gives.

Days load as days, whole numbers with gaps as such, booleans as booleans, codes as categories in the order of the schema,
and everything else as text; an empty cell is missing, and nothing else is.
"""

from collections.abc import Callable

from peaceplans.codebook import MADE_BY
from peaceplans.package import Column, Package, Table

PANDAS = {"number": '"Float64"', "integer": '"Int64"', "boolean": '"boolean"'}
POLARS = {"string": "pl.String", "number": "pl.Float64", "integer": "pl.Int64", "boolean": "pl.Boolean", "date": "pl.Date"}
DUCKDB = {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
R = {"number": "col_double()", "integer": "col_integer()", "boolean": "col_logical()", "date": "col_date()"}


def pandas_line(table: Table) -> str:
    """Needs `import pandas as pd`."""
    types = ", ".join(f'"{column.name}": {_pandas_type(column)}' for column in table.columns
                      if column.codes or column.type in PANDAS)
    text = [column.name for column in table.columns if column.type == "string" and not column.codes]
    days = [column.name for column in table.columns if column.type == "date"]
    parsed = f", parse_dates={_list(days)}" if days else ""
    return (f'{table.name} = pd.read_csv("{table.path}", keep_default_na=False, na_values=[""], index_col=False{parsed}, '
            f'dtype=dict.fromkeys({_list(text)}, "string") | {{{types}}})')


def _pandas_type(column: Column) -> str:
    return f"pd.CategoricalDtype({_list(column.code_values)})" if column.codes else PANDAS[column.type]


def polars_line(table: Table) -> str:
    """Needs `import polars as pl`."""
    types = ", ".join(f'"{column.name}": {f"pl.Enum({_list(column.code_values)})" if column.codes else POLARS[column.type]}'
                      for column in table.columns)
    return f'{table.name} = pl.read_csv("{table.path}", schema={{{types}}})'


def duckdb_line(table: Table) -> str:
    """SQL."""
    types = ", ".join(f"'{column.name}': '{_duckdb_type(column)}'" for column in table.columns)
    return f"create table {table.name} as from read_csv('{table.path}', header = true, columns = {{{types}}});"


def _duckdb_type(column: Column) -> str:
    values = ", ".join(f"''{value}''" for value in column.code_values)
    return f"ENUM({values})" if column.codes else DUCKDB[column.type]


def r_line(table: Table) -> str:
    """Needs `library(readr)`."""
    types = "".join(f", {column.name} = {_r_type(column)}" for column in table.columns if column.codes or column.type in R)
    return f'{table.name} <- read_csv("{table.path}", na = "", col_types = cols(.default = col_character(){types}))'


def _r_type(column: Column) -> str:
    values = ", ".join(f'"{value}"' for value in column.code_values)
    return f"col_factor(levels = c({values}))" if column.codes else R[column.type]


def _list(values: tuple[str, ...] | list[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


TOOLS: tuple[tuple[str, str, str, Callable[[Table], str]], ...] = (
    ("pandas", "python", "import pandas as pd", pandas_line),
    ("Polars", "python", "import polars as pl", polars_line),
    ("DuckDB", "sql", "", duckdb_line),
    ("R", "r", "library(readr)", r_line))


def loading(package: Package) -> str:
    """The page, as Markdown."""
    parts = [MADE_BY.format(source="schemas/"), "# Loading the tables", "",
             "One line a table, run in the folder of `datapackage.json`. Days come as days, whole numbers with gaps as such,",
             "booleans as booleans, codes as categories in the order of the codebook; an empty cell is missing, and no word",
             "(`NA`, `None`) is taken for one. The Parquet files of a release have these types already, and `parquet/views.sql`",
             "names them for DuckDB.", ""]
    for name, language, needs, line in TOOLS:
        lines = "\n".join(filter(None, [needs, *(line(table) for table in package.tables)]))
        parts += [f"## {name}", "", f"```{language}", lines, "```", ""]
    return "\n".join(parts)
