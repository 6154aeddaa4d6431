using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>The consumer groups of gateways.</summary>
/// <param name="Mapped">The mapped groups, by id.</param>
/// <param name="Unmapped">The groups that requests named and that are not mapped, the latest first.</param>
/// <param name="Teams">The teams to choose from, by name; none if the caller may not map groups.</param>
/// <param name="CanEdit">Whether the caller may map them.</param>
/// <param name="Changed">The last change of a mapping, or null.</param>
public sealed record ConsumerGroupList(
    IReadOnlyList<MappedGroup> Mapped, IReadOnlyList<string> Unmapped, IReadOnlyList<TeamChoice> Teams, bool CanEdit, PolicyEvent? Changed);

/// <summary>A team to choose.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ref">Its ref, or null.</param>
public sealed record TeamChoice(AccountId Id, string Name, string? Ref);

/// <summary>Lists the groups that gateways named, mapped or not.</summary>
public sealed class ListConsumerGroups(PolicyStore book, ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    private const int MostUnmapped = 500;

    /// <summary>The list.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<ConsumerGroupList> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireWholeTenant();
        var view = await book.ReadAsync(caller.Tenant, caller.Can(Permission.ManagePolicies), cancellation);
        await using var context = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var unmapped = await context.Texts
            .Where(text => text.Kind == TextKind.ConsumerGroup && !context.ConsumerGroups.Any(group => group.GroupId == text.Value))
            .OrderByDescending(text => text.Id).Take(MostUnmapped).Select(text => text.Value).ToListAsync(cancellation);
        var teams = !view.CanEdit ? [] : await context.Accounts.Where(row => row.Kind == AccountKinds.Team && row.Status == AccountStatus.Active)
            .OrderBy(row => row.NameKey).Select(row => new TeamChoice(new(row.Id), row.Name, row.Ref)).ToListAsync(cancellation);
        return new(
            view.Groups, unmapped, teams, view.CanEdit, await PolicyEvents.LatestAsync(context, AuditActions.GroupMapped, cancellation));
    }
}
