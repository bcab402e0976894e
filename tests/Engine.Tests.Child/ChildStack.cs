using Infra.Emulator;
using Infra.Engine.Capture;
using Infra.Machine.Files;
using Pulumi;

namespace Infra.Engine.Tests.Child;

/// <summary>The stack that the child process updates: with another text, things are made, changed, replaced both ways and deleted.</summary>
public sealed class ChildStack : Stack
{
    private ChildStack(string text, StackOptions options)
        : base(options)
    {
        Box first = new("first", new BoxArgs { Text = text });
        Box replaced = new("replaced", new BoxArgs { Text = text }, new CustomResourceOptions { ReplaceOnChanges = { "text" } });
        Box moved = new("moved", new BoxArgs { Text = text }, new CustomResourceOptions { ReplaceOnChanges = { "text" }, DeleteBeforeReplace = true });
        _ = new Box("user", new BoxArgs { Text = moved.Id }, new CustomResourceOptions { ReplaceOnChanges = { "text" }, DependsOn = { first, replaced } });
        _ = new Box($"only-{text}", new BoxArgs { Text = replaced.Id });
    }

    /// <summary>The stack.</summary>
    public static ChildStack Create(string text, StackOptions options) => new(text, options);

    /// <summary>A backend of the stack.</summary>
    /// <param name="folder">Where it keeps state and cloud.</param>
    /// <param name="text">What the stack is made of.</param>
    /// <param name="files">The disk.</param>
    /// <param name="wait">How long to wait for the lock.</param>
    public static LocalBackend Backend(string folder, string text, IFileSystem files, TimeSpan? wait) => new(
        new StackProgram("infra", "test", options => Create(text, options)), new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder, Files = files, Wait = wait });

    private sealed class Box(string name, BoxArgs args, CustomResourceOptions? options = null) : CustomResource("test:index/box:Box", name, args, options);

    private sealed class BoxArgs : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; }
    }
}
