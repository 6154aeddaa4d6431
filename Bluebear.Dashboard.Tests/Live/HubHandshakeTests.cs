using System.IO.Pipelines;
using System.Security.Claims;
using System.Text;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A connection to the hub between its handshake and its first news.</summary>
public sealed class HubHandshakeTests : HubScene
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();

    [Fact]
    public async Task Handshake_IsAnsweredOnceTheConnectionListens_X17()
    {
        var user = new SlowUser(PrincipalOf(await Company.SignInAsync("o@northwind.example", Role.Operator)));
        var connection = new DefaultConnectionContext("x17", new Duplex(_toServer.Reader, _toClient.Writer), new Duplex(_toClient.Reader, _toServer.Writer))
        {
            User = user,
        };
        var handler = App.Services.GetRequiredService<HubConnectionHandler<LedgerHub>>();
        await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"));
        var running = Task.Run(() => handler.OnConnectedAsync(connection));

        // It is being found out whose connection this is: nothing listens yet, so nothing may be answered yet.
        await Wait.UntilAsync(() => user.IsAsked);
        Assert.False(_toClient.Reader.TryRead(out _));
        user.Go();
        Assert.Equal("{}\u001e", await ReadAsync());

        // Nothing was asked, nothing waited for: what comes right after the answer is heard.
        await Company.PostAsync(new RecordPurchase(Ten, "INV-17"));
        var heard = "";
        while (!heard.Contains("BalanceChanged", StringComparison.Ordinal))
        {
            heard += await ReadAsync();
        }

        await _toServer.Writer.CompleteAsync();
        await running;
    }

    private async Task<string> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = await _toClient.Reader.ReadAsync(patience.Token);
        var text = Encoding.UTF8.GetString(read.Buffer);
        _toClient.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private ClaimsPrincipal PrincipalOf(string cookie) => App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
        .Get("Identity.Application").TicketDataFormat.Unprotect(cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..])!.Principal;

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Somebody of whom nothing is known until the test says so.</summary>
    private sealed class SlowUser(ClaimsPrincipal user) : ClaimsPrincipal(user)
    {
        private readonly ManualResetEventSlim _go = new();

        public bool IsAsked { get; private set; }

        public void Go() => _go.Set();

        public override Claim? FindFirst(string type)
        {
            if (type == "session_start")
            {
                IsAsked = true;
                _go.Wait();
            }

            return base.FindFirst(type);
        }
    }
}
