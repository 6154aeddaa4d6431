using Bluebear.Dashboard.Data.Model.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Conventions;

/// <summary>Rules that many tables share.</summary>
internal static class TableRules
{
    /// <summary>Names the table, and requires each given id column to be null, 0 or of the row's tenant.</summary>
    public static EntityTypeBuilder<TRow> OfTenant<TRow>(this EntityTypeBuilder<TRow> builder, string table, params string[] ids)
        where TRow : class, ITenantRow
    {
        builder.HeldToTenant(table, ids);
        builder.HasOne<TenantRow>().WithMany().HasForeignKey(row => row.TenantId).OnDelete(DeleteBehavior.Restrict);
        return builder;
    }

    /// <summary>
    /// The same for rows that always refer to another row of their tenant, which refers to the tenant. This saves one reference
    /// to check for each row that a commit writes.
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

    /// <summary>A CHECK constraint of the table.</summary>
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

    /// <summary>Columns that SQL sums up. Refuses an overflow, which SQLite would turn into a rounded number.</summary>
    public static EntityTypeBuilder<TRow> WholeNumbers<TRow>(this EntityTypeBuilder<TRow> builder, params string[] columns)
        where TRow : class
    {
        foreach (var column in columns)
        {
            builder.Check(column, $"typeof({column}) = 'integer'");
        }

        return builder;
    }

    /// <summary>A reference to a row of another table, which can then not be deleted.</summary>
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
