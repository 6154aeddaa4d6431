using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Views;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage.Views;

/// <summary>The identity of a saved view.</summary>
public readonly record struct SavedViewId(long Value);

/// <summary>A named address of the usage page, as a person sees it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">The address.</param>
/// <param name="IsShared">Whether everyone of the company sees it.</param>
/// <param name="IsStart">Whether the person's usage page begins with it.</param>
/// <param name="CanChange">Whether the person may rename and delete it.</param>
public sealed record SavedView(SavedViewId Id, string Name, string Url, bool IsShared, bool IsStart, bool CanChange);

/// <summary>The views of the usage page that people keep under a name.</summary>
/// <remarks>
/// Each person has their own. Finance admins and operators may share theirs, and change what is shared. A view is an address: it opens what its
/// reader may see, also where an account of it is gone.
/// </remarks>
public sealed class SavedViews(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 100;

    private const int MostOfAPerson = 100;
    private const int MaxQuery = 4_000;

    /// <summary>The person's own views and the shared ones, by name; none for a key.</summary>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        if (caller.Person is not { } person)
        {
            return [];
        }

        await using var db = contexts.ForTenant(caller.Tenant);
        var start = await db.SavedViewStarts.Where(row => row.PersonId == person.Value).Select(row => (long?)row.ViewId).FirstOrDefaultAsync(cancellation);
        var rows = await db.SavedViews.Where(row => row.PersonId == person.Value || row.IsShared).ToListAsync(cancellation);
        return [.. rows.Select(row => new SavedView(new(row.Id), row.Name, UsageQuery.Parse(row.Query).ToLink(), row.IsShared, row.Id == start, MayChange(caller, row)))
            .OrderBy(static view => view.Name, StringComparer.OrdinalIgnoreCase).ThenBy(static view => view.Id.Value)];
    }

    /// <summary>True if the person may show views to everyone.</summary>
    public async Task<bool> CanShareAsync(CancellationToken cancellation = default) =>
        MayShare(await callers.RequireAsync(Permission.ReadUsage, cancellation));

    /// <summary>Keeps an address under a name.</summary>
    /// <param name="name">1-100 printable characters; no other own view has it, whatever its letter case.</param>
    /// <param name="query">The address.</param>
    /// <param name="isShared">Whether everyone of the company sees it.</param>
    /// <param name="isStart">Whether the person's usage page begins with it.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What is wrong, in a sentence; null if it is kept.</returns>
    /// <exception cref="AccessRefusedException">The caller is no person, or may not share.</exception>
    public async Task<string?> SaveAsync(string name, UsageQuery query, bool isShared, bool isStart, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (caller, person) = await PersonAsync(cancellation);
        var named = (name ?? "").Trim();
        var address = QueryOf(query);
        if (isShared && !MayShare(caller))
        {
            throw AccessRefusedException.Forbidden(caller, "sharing a view of usage");
        }

        return Problem(named) ?? (address.Length > MaxQuery ? "These filters are too long to keep. Remove one." : await writes.WriteAsync(caller.Tenant, async context =>
        {
            var own = await context.SavedViews.Where(row => row.PersonId == person.Value).Select(row => row.Name).ToListAsync(cancellation);
            if (own.Count >= MostOfAPerson)
            {
                return $"You have {MostOfAPerson} views. Delete one first.";
            }

            if (own.Exists(known => IsSame(known, named)))
            {
                return Taken;
            }

            var row = new SavedViewRow
            {
                Id = await NextAsync(context, caller.Tenant, cancellation),
                TenantId = caller.Tenant.Value,
                PersonId = person.Value,
                Name = named,
                Query = address,
                IsShared = isShared,
            };
            context.SavedViews.Add(row);
            if (isStart)
            {
                await SetStartAsync(context, caller.Tenant, person, row.Id, cancellation);
            }

            return null;
        }, cancellation));
    }

    /// <summary>Gives a view another name.</summary>
    /// <returns>What is wrong, in a sentence; null if it has the name.</returns>
    /// <exception cref="AccessRefusedException">There is no such view, or the caller may not change it.</exception>
    public async Task<string?> RenameAsync(SavedViewId id, string name, CancellationToken cancellation = default)
    {
        var (caller, _) = await PersonAsync(cancellation);
        var named = (name ?? "").Trim();
        return Problem(named) ?? await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await FindAsync(context, caller, id, cancellation);
            var others = await context.SavedViews.Where(other => other.PersonId == row.PersonId && other.Id != row.Id).Select(other => other.Name).ToListAsync(cancellation);
            if (others.Exists(known => IsSame(known, named)))
            {
                return Taken;
            }

            row.Name = named;
            return null;
        }, cancellation);
    }

    /// <summary>Deletes a view. Whoever began with it begins with the shipped view again.</summary>
    /// <exception cref="AccessRefusedException">There is no such view, or the caller may not change it.</exception>
    public async Task DeleteAsync(SavedViewId id, CancellationToken cancellation = default)
    {
        var (caller, _) = await PersonAsync(cancellation);
        await writes.WriteAsync(caller.Tenant, async context => context.SavedViews.Remove(await FindAsync(context, caller, id, cancellation)), cancellation);
    }

    /// <summary>Makes a view the one that the person's usage page begins with; null for none.</summary>
    /// <exception cref="AccessRefusedException">There is no such view.</exception>
    public async Task StartWithAsync(SavedViewId? id, CancellationToken cancellation = default)
    {
        var (caller, person) = await PersonAsync(cancellation);
        await writes.WriteAsync(caller.Tenant, async context =>
        {
            if (id is { } view && !await context.SavedViews.AnyAsync(row => row.Id == view.Value && (row.IsShared || row.PersonId == person.Value), cancellation))
            {
                throw AccessRefusedException.NotFound(caller);
            }

            await SetStartAsync(context, caller.Tenant, person, id?.Value, cancellation);
        }, cancellation);
    }

    private const string Taken = "You have a view of this name. Choose another name, or delete that one first.";

    private static string? Problem(string name) => name.Length is 0 or > MaxName || !InternedText.IsPrintable(name) || !InternedText.IsVisible(name)
        ? $"Enter a name of 1 to {MaxName} printable characters." : null;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string QueryOf(UsageQuery query) => query.ToLink().Split('?', 2)[1];

    private static bool MayShare(Caller caller) => caller.Role is Role.FinanceAdmin or Role.Operator;

    private static bool MayChange(Caller caller, SavedViewRow row) => row.PersonId == caller.Person?.Value || (row.IsShared && MayShare(caller));

    private static async Task<SavedViewRow> FindAsync(BluebearDbContext context, Caller caller, SavedViewId id, CancellationToken cancellation)
    {
        var row = await context.SavedViews.AsTracking().FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
        return row is null || !(row.IsShared || row.PersonId == caller.Person?.Value) ? throw AccessRefusedException.NotFound(caller)
            : MayChange(caller, row) ? row
            : throw AccessRefusedException.Forbidden(caller, "changing a shared view of usage");
    }

    private static async Task SetStartAsync(BluebearDbContext context, TenantId tenant, PersonId person, long? view, CancellationToken cancellation)
    {
        var known = await context.SavedViewStarts.AsTracking().FirstOrDefaultAsync(row => row.PersonId == person.Value, cancellation);
        if (known is not null && view is { } other)
        {
            known.ViewId = other;
        }
        else if (known is not null)
        {
            context.SavedViewStarts.Remove(known);
        }
        else if (view is { } first)
        {
            context.SavedViewStarts.Add(new() { PersonId = person.Value, TenantId = tenant.Value, ViewId = first });
        }
    }

    private static async Task<long> NextAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        TenantScopedId.Compose(tenant, TenantScopedId.NumberOf(await context.SavedViews.MaxAsync(static row => (long?)row.Id, cancellation) ?? 0) + 1);

    private async Task<(Caller Caller, PersonId Person)> PersonAsync(CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        return caller.Person is { } person ? (caller, person) : throw AccessRefusedException.Forbidden(caller, "a person's own views");
    }
}
