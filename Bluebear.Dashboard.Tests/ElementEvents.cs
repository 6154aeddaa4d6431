using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;

namespace Bluebear.Dashboard.Tests;

/// <summary>bUnit's events, which have reached their handler when the call returns.</summary>
/// <remarks>
/// bUnit queues an event while the renderer is busy, as with a page that still reads, and returns at once: a test that looks then
/// is right or wrong by chance. The compiler finds these methods before bUnit's because their namespace encloses every test.
/// What a handler awaits is not waited for.
/// </remarks>
internal static class ElementEvents
{
    public static void Click(this IElement element) => Raise(element, static it => it.ClickAsync());

    public static void Blur(this IElement element) => Raise(element, static it => it.BlurAsync());

    public static void Submit(this IElement element) => Raise(element, static it => it.SubmitAsync());

    public static void KeyDown(this IElement element, string key) => Raise(element, it => it.KeyDownAsync(key));

    public static void Change<T>(this IElement element, T value) => Raise(element, it => it.ChangeAsync(value));

    public static void Input<T>(this IElement element, T value) => Raise(element, it => it.InputAsync(value));

    public static void TriggerEvent(this IElement element, string name, EventArgs args) =>
        Raise(element, it => it.TriggerEventAsync(name, args));

    private static void Raise(IElement element, Func<IElement, Task> raise)
    {
        var renderer = element.Owner?.Context.GetService<BunitRenderer>()
            ?? throw new InvalidOperationException("The element does not belong to a rendered component.");
        var handled = raise(element);
        // The queue is first in, first out: when this has run, the handler has, up to what it awaits.
        renderer.Dispatcher.InvokeAsync(static () => { }).GetAwaiter().GetResult();
        if (handled.IsFaulted)
        {
            handled.GetAwaiter().GetResult();
        }
    }
}
