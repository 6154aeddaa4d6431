using Bluebear.Dashboard.Live;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

public class OneReadTests
{
    [Fact]
    public async Task Run_AskedForWhileOneRuns_ReadsOnceMoreAfterIt()
    {
        var reads = new Queue<TaskCompletionSource>([new(), new(), new()]);
        var begun = 0;
        var read = new OneRead(() =>
        {
            begun++;
            return reads.Peek().Task;
        });

        var first = read.RunAsync();
        var later = Task.WhenAll(read.RunAsync(), read.RunAsync());
        Assert.Equal(1, begun);
        reads.Dequeue().SetResult();
        Assert.Equal(2, begun);
        Assert.True(read.IsRunning);
        Assert.False(first.IsCompleted || later.IsCompleted);
        reads.Dequeue().SetResult();
        await Task.WhenAll(first, later);

        Assert.Equal(2, begun);
        Assert.False(read.IsRunning);
    }

    [Fact]
    public async Task Run_AfterOneThatFailed_ReadsAgain()
    {
        var begun = 0;
        var read = new OneRead(() => ++begun == 1 ? Task.FromException(new IOException()) : Task.CompletedTask);

        await Assert.ThrowsAsync<IOException>(read.RunAsync);
        await read.RunAsync();

        Assert.Equal(2, begun);
    }
}
