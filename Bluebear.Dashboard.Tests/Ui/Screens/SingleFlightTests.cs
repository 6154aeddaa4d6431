using Bluebear.Dashboard.Ui.Screens;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

public sealed class SingleFlightTests : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<TaskCompletionSource> _reads = [];
    private int _shown;

    private SingleFlight Flight => field ??= new(ReadAsync, () => _shown++, _gone.Token);

    public void Dispose() => _gone.Dispose();

    [Fact]
    public async Task Run_AskedForWhileOneRuns_ReadsOnceMoreAfterIt_H7()
    {
        var first = Flight.RunAsync();
        var later = Task.WhenAll(Flight.RunAsync(), Flight.RunAsync());
        Assert.Single(_reads);
        _reads[0].SetResult();
        Assert.Equal(2, _reads.Count);
        Assert.True(Flight.IsRunning);
        Assert.False(first.IsCompleted || later.IsCompleted);
        _reads[1].SetResult();
        await Task.WhenAll(first, later);

        Assert.Equal((2, 2, false), (_reads.Count, _shown, Flight.IsRunning));
    }

    [Fact]
    public async Task Run_AfterOneThatFailed_ReadsAgain()
    {
        var failing = Flight.RunAsync();
        _reads[0].SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => failing);

        var next = Flight.RunAsync();
        _reads[1].SetResult();
        await next;

        Assert.Equal((2, 1), (_reads.Count, _shown));
    }

    [Fact]
    public async Task Restart_WhileOneRuns_GivesItUpAndShowsTheNextAnswerOnly()
    {
        var first = Flight.RunAsync();
        var other = Flight.RestartAsync();
        Assert.Equal(2, _reads.Count);
        _reads[1].SetResult();
        await Task.WhenAll(first, other);

        Assert.True(_reads[0].Task.IsCanceled);
        Assert.Equal(1, _shown);
    }

    [Fact]
    public async Task Run_GoneMeanwhile_EndsQuietlyAndShowsNothing_H5()
    {
        var running = Flight.RunAsync();
        var more = Flight.RunAsync();

        await _gone.CancelAsync();
        await Task.WhenAll(running, more, Flight.RunAsync());

        Assert.Equal((1, 0), (_reads.Count, _shown));
    }

    private Task ReadAsync(CancellationToken cancellation)
    {
        var read = new TaskCompletionSource();
        cancellation.Register(() => read.TrySetCanceled(cancellation));
        _reads.Add(read);
        return read.Task;
    }
}
