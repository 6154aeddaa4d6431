using Bluebear.Dashboard.Features.Workspaces.Teams;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>Registers what the Workspaces page does.</summary>
internal static class WorkspacesRegistration
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services) =>
        services.AddPostings().AddRecordWatch()
            .AddScoped<ListWorkspaces>()
            .AddScoped<CreateWorkspace>()
            .AddScoped<RenameWorkspace>()
            .AddScoped<DeleteWorkspace>()
            .AddScoped<ManageAccounts>()
            .AddScoped<ListAccounts>()
            .AddScoped<ChangeCreditMode>();
}
