using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>The result of methods that have none.</summary>
internal readonly struct Nothing;

/// <summary>The base of calls of methods that return a <see cref="Task{TResult}"/>.</summary>
internal abstract class TaskCall<TResult>(GrainReference target, GrainMethod method) : GrainCall<TResult>(target, method)
{
    public abstract Task<TResult> Invoke(object grain);

    protected override ValueTask<TResult> InvokeAsync(object grain) => new(Invoke(grain));
}

/// <summary>The base of calls of methods that return a <see cref="Task"/>.</summary>
internal abstract class TaskCall(GrainReference target, GrainMethod method) : GrainCall<Nothing>(target, method)
{
    public abstract Task Invoke(object grain);

    protected override ValueTask<Nothing> InvokeAsync(object grain)
    {
        var task = Invoke(grain);
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<Nothing> Await(Task task)
        {
            await task;
            return default;
        }
    }
}

/// <summary>The base of calls of methods that return a <see cref="ValueTask{TResult}"/>.</summary>
internal abstract class ValueTaskCall<TResult>(GrainReference target, GrainMethod method) : GrainCall<TResult>(target, method)
{
    public abstract ValueTask<TResult> Invoke(object grain);

    protected override ValueTask<TResult> InvokeAsync(object grain) => Invoke(grain);
}

/// <summary>The base of calls of methods that return a <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskCall(GrainReference target, GrainMethod method) : GrainCall<Nothing>(target, method)
{
    public abstract ValueTask Invoke(object grain);

    protected override async ValueTask<Nothing> InvokeAsync(object grain)
    {
        await Invoke(grain);
        return default;
    }
}
