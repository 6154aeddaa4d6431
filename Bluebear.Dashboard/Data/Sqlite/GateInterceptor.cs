using System.Runtime.CompilerServices;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Takes the write gate for every save of a context that does not hold it, such as those of Identity's stores.</summary>
internal sealed class GateInterceptor(DatabaseGate gate) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, DatabaseGate.Pass> _passes = [];

    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (NeedsGate(eventData.Context) is { } context)
        {
            Begin(context, gate.Enter());
        }

        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (NeedsGate(eventData.Context) is { } context)
        {
            Begin(context, await gate.EnterAsync(cancellationToken));
        }

        return result;
    }

    /// <inheritdoc/>
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        End(eventData.Context);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override void SaveChangesFailed(DbContextErrorEventData eventData) => End(eventData.Context);

    /// <inheritdoc/>
    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void SaveChangesCanceled(DbContextEventData eventData) => End(eventData.Context);

    /// <inheritdoc/>
    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    private static BluebearDbContext? NeedsGate(DbContext? saving)
    {
        if (saving is not BluebearDbContext { HoldsGate: false } context)
        {
            return null;
        }

        return context.Database.CurrentTransaction is null
            ? context
            : throw new InvalidOperationException("A transaction that writes goes through DatabaseWrites, which commits under the gate.");
    }

    private void Begin(BluebearDbContext context, DatabaseGate.Pass pass)
    {
        context.HoldsGate = true;
        _passes.Add(context, pass);
    }

    private void End(DbContext? saved)
    {
        if (saved is BluebearDbContext context && _passes.Remove(context, out var pass))
        {
            context.HoldsGate = false;
            pass.Dispose();
        }
    }
}
