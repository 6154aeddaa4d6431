using Bluebear.Dashboard.Data.Model.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Conventions;

/// <summary>The rules that many tables share, said once.</summary>
internal static class TableRules
{
    /// <summary>Names the table and holds each given id column to the row's tenant, where it is not 0 or null.</summary>
    public static EntityTypeBuilder<TRow> OfTenant<TRow>(this EntityTypeBuilder<TRow> builder, string table, params string[] ids)
        where TRow : class, ITenantRow
    {
        builder.HeldToTenant(table, ids);
        builder.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
        return builder;
    }

    /// <summary>
    /// The same for rows that always refer to one of their tenant's, which refers to the tenant: one reference less to look up for
    /// each row that a commit writes.
    /// </summary>
    public static EntityTypeBuilder<TRow> HeldToTenant<TRow>(this EntityTypeBuilder<TRow> builder, string table, params string[] ids)
        where TRow : class, ITenantRow
    {
        builder.ToTable(table, rules =>
        {
            rules.HasCheckConstraint($"ck_{table}_tenant_id", "tenant_id > 0");
            foreach (var id in ids)
            {
                rules.HasCheckConstraint($"ck_{table}_{id}_tenant", $"{id} >> {TenantScopedId.NumberBits} = tenant_id");
            }
        });
        return builder;
    }

    /// <summary>A rule of the table.</summary>
    public static EntityTypeBuilder<TRow> Check<TRow>(this EntityTypeBuilder<TRow> builder, string name, string sql)
        where TRow : class
    {
        var constraint = $"ck_{builder.Metadata.GetTableName()}_{name}";
        builder.ToTable(table => table.HasCheckConstraint(constraint, sql));
        return builder;
    }

    /// <summary>Columns that are never below zero.</summary>
    public static EntityTypeBuilder<TRow> NeverNegative<TRow>(this EntityTypeBuilder<TRow> builder, params string[] columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            builder.Check(column, $"{column} >= 0");
        }

        return builder;
    }

    /// <summary>Columns that SQL sums up: an overflow, which SQLite would turn into a rounded number, is refused.</summary>
    public static EntityTypeBuilder<TRow> WholeNumbers<TRow>(this EntityTypeBuilder<TRow> builder, params string[] columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            builder.Check(column, $"typeof({column}) = 'integer'");
        }

        return builder;
    }

    /// <summary>A reference to a row of another table, which can then not go away.</summary>
    public static EntityTypeBuilder<TRow> RefersTo<TRow, TOther>(this EntityTypeBuilder<TRow> builder, params string[] properties)
        where TRow : class
        where TOther : class
    {
        foreach (var property in properties)
        {
            builder.HasOne<TOther>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
        }

        return builder;
    }

    /// <summary>A 16-byte hash, or null.</summary>
    public static EntityTypeBuilder<TRow> Hash<TRow>(this EntityTypeBuilder<TRow> builder, params string[] columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            builder.Check(column, $"length({column}) = {Hash128.Size}");
        }

        return builder;
    }
}
