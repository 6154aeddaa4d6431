using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>
/// Completions by their caller's own key: a request sent again gets the first answer, and the model is not asked twice. Were it asked
/// again under the first one's hold, whoever repeats a key would pay once for many answers.
/// </summary>
/// <remarks>Kept in memory, the oldest forgotten first; after that a repeated key is a new request, and paid like one.</remarks>
internal sealed class RecentAnswers
{
    private const int Kept = 1_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>The first answer to a key, or what <paramref name="complete"/> answers. Only completions are kept: the rest may be tried again.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(ChatRequest request, Func<Task<(HttpStatusCode, JsonObject)>> complete)
    {
        if (request.Key is not { } key)
        {
            return await complete();
        }

        var mine = new Entry(request.Body.ToJsonString() + request.Facts.ToJsonString(), new(complete));
        var entry = _entries.GetOrAdd(key, mine);
        if (entry.Request != mine.Request)
        {
            return (HttpStatusCode.Conflict, OpenAiErrors.Of("This key was used for another request.", "idempotency_key_reused"));
        }

        var isKept = false;
        try
        {
            var answer = await entry.Answer.Value;
            isKept = answer.Status == HttpStatusCode.OK;
            return answer;
        }
        finally
        {
            if (ReferenceEquals(entry, mine))
            {
                Keep(key, mine, isKept);
            }
        }
    }

    private void Keep(string key, Entry entry, bool isKept)
    {
        if (!isKept)
        {
            _entries.TryRemove(new(key, entry));
            return;
        }

        _order.Enqueue(key);
        while (_order.Count > Kept && _order.TryDequeue(out var oldest))
        {
            _entries.TryRemove(oldest, out _);
        }
    }

    private sealed record Entry(string Request, Lazy<Task<(HttpStatusCode Status, JsonObject Body)>> Answer);
}
