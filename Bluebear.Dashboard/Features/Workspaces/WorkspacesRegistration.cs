using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>Registers the Workspaces page.</summary>
internal static class WorkspacesRegistration
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditLog>();
        return services.AddPostings().AddScreens()
            .AddScoped<AccountLeads>()
            .AddScoped<ListWorkspaces>()
            .AddScoped<CreateWorkspace>()
            .AddScoped<RenameWorkspace>()
            .AddScoped<DeleteWorkspace>()
            .AddScoped<ManageAccounts>()
            .AddScoped<ListAccounts>()
            .AddScoped<ChangeCreditMode>();
    }
}
