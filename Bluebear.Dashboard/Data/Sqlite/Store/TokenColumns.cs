using System.Linq.Expressions;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>The columns of <see cref="TokenCounts"/>, in charges, holds and the rollups, for the store and for EF Core.</summary>
internal static class TokenColumns
{
    private const string Input = "input_tokens";
    private const string CachedInput = "cached_input_tokens";
    private const string Output = "output_tokens";

    /// <summary>Their names, in the order of <see cref="Set"/> and <see cref="Tokens"/>.</summary>
    public static readonly string[] Names = [Input, CachedInput, Output];

    /// <summary>Sets the parameters from <paramref name="first"/> on.</summary>
    public static Statement Set(this Statement statement, int first, TokenCounts tokens) =>
        statement.Set(first, tokens.Input).Set(first + 1, tokens.CachedInput).Set(first + 2, tokens.Output);

    /// <summary>Reads the columns from <paramref name="first"/> on.</summary>
    public static TokenCounts Tokens(this StatementRow row, int first) =>
        new(row.GetInt64(first), CachedInput: row.GetInt64(first + 1), Output: row.GetInt64(first + 2));

    /// <summary>Maps a row's counts to the same columns.</summary>
    public static EntityTypeBuilder<TRow> HasTokens<TRow>(this EntityTypeBuilder<TRow> builder, Expression<Func<TRow, TokenCounts>> tokens)
        where TRow : class => builder.ComplexProperty(tokens, counts =>
        {
            counts.Property(of => of.Input).HasColumnName(Input);
            counts.Property(of => of.CachedInput).HasColumnName(CachedInput);
            counts.Property(of => of.Output).HasColumnName(Output);
        });
}

/// <summary>Sums of <see cref="TokenCounts"/>, which may be wider than the counts of one request or a stored sum.</summary>
internal readonly record struct TokenSums(Int128 Input, Int128 CachedInput, Int128 Output)
{
    /// <summary>The counts of one request.</summary>
    public static TokenSums Of(TokenCounts tokens) => new(tokens.Input, tokens.CachedInput, tokens.Output);

    /// <summary>Sums of columns, in the order of <see cref="TokenColumns.Names"/> from 0 on.</summary>
    public static TokenSums Of(Func<int, Int128> sum) => new(sum(0), sum(1), sum(2));

    /// <summary>The sum of both.</summary>
    public static TokenSums operator +(TokenSums left, TokenSums right) =>
        new(left.Input + right.Input, left.CachedInput + right.CachedInput, left.Output + right.Output);
}
