using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>A small OpenAI-compatible gateway that lets Bluebear decide who pays: an example to read, and what the tests drive.</summary>
/// <remarks>
/// It proxies <c>POST /v1/chat/completions</c> without streaming. The workspace, team or consumer group that a request is for
/// comes in headers; a real gateway would know them from its own keys.
/// </remarks>
internal static class GatewayApp
{
    /// <summary>The application, ready to be started.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="bluebear">Where Bluebear answers.</param>
    /// <param name="key">A key with the scope <c>spend:write</c>; with <c>wallets:read</c> a denial shows figures, too.</param>
    /// <param name="model">Where the model's provider answers.</param>
    public static WebApplication Build(string address, Uri bluebear, string key, Uri model)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddHttpClient<SpendDecisions>(client =>
        {
            client.BaseAddress = bluebear;
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        });
        builder.Services.AddHttpClient<ModelProvider>(client => client.BaseAddress = model);
        builder.Services.AddSingleton<RecentAnswers>().AddTransient<ChatProxy>();
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", (HttpContext context, ChatProxy proxy) => proxy.AnswerAsync(context.Request, context.RequestAborted));
        return app;
    }
}
