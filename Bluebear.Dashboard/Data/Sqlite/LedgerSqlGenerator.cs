using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>
/// Adds to generated migrations what EF Core cannot express: tables without row ids, and triggers that protect the books.
/// </summary>
/// <remarks>Works by table name, so that migrations stay purely generated and a rebuilt table gets the same additions.</remarks>
internal sealed class LedgerSqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    // EF Core rebuilds a table under this prefix and renames it. The triggers move with it.
    private const string RebuildPrefix = "ef_temp_";

    private static readonly HashSet<string> WithoutRowId =
        ["entries", "usage_hours", "usage_days", "open_overages", "consumer_groups", "operation_marks", "model_price_parts"];

    private static readonly HashSet<string> WrittenOnce = ["transfers", "entries", "seals", "audit_events", "operation_marks"];

    // A person's texts and their salts may be erased. The digest in the chain of hashes stays.
    private static readonly string UnlessErased = "WHEN new.salt IS NOT NULL"
        + string.Concat(((string[])["id", "tenant_id", "recorded_at", "person_id", "action", "number", "digest", "hash"])
            .Select(static column => $" OR new.{column} IS NOT old.{column}")) + " ";

    /// <inheritdoc/>
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder,
        bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        var table = operation.Name.StartsWith(RebuildPrefix, StringComparison.Ordinal)
            ? operation.Name[RebuildPrefix.Length..]
            : operation.Name;
        if (WithoutRowId.Contains(table))
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (!terminate)
        {
            return;
        }

        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
        if (WrittenOnce.Contains(table))
        {
            Refuse("UPDATE", operation.Name, table, builder, table == "audit_events" ? UnlessErased : "");
            Refuse("DELETE", operation.Name, table, builder);
        }
    }

    private void Refuse(string change, string created, string table, MigrationCommandListBuilder builder, string when = "")
    {
        var name = Dependencies.SqlGenerationHelper.DelimitIdentifier($"{created}_refuse_{change.ToLowerInvariant()}");
        var on = Dependencies.SqlGenerationHelper.DelimitIdentifier(created);
        builder.AppendLine(
            $"CREATE TRIGGER {name} BEFORE {change} ON {on} {when}BEGIN SELECT RAISE(ABORT, '{table} are written once'); END;");
        EndStatement(builder);
    }
}
