using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Activations;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Persistence;

/// <summary>A state that the activation reads before it runs.</summary>
internal interface IReadableState
{
    Task ReadStateAsync();
}

/// <summary>A state of an activation and the storage behind it. Operations on it run one after another.</summary>
internal sealed class PersistentState<T>(Activation activation, string name, IGrainStorage storage) : IPersistentState<T>, IReadableState
{
    private const string DefaultStorage = "Default";

    private readonly GrainState<T> _record = new(InitialState<T>.Create());
    private Task? _last;
    private int _unfinished;
    private bool _isRead;

    public T State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _isRead ? _record.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    /// <summary>How to make this state for an activation, which reads it before it runs.</summary>
    public static Func<Activation, object> FactoryFor(IPersistentStateConfiguration configuration) => activation =>
    {
        var storageName = configuration.StorageName ?? DefaultStorage;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName)
            ?? throw new InvalidOperationException($"No storage named \"{storageName}\" found loading grain type {activation.GrainId.Type}.");
        var state = new PersistentState<T>(activation, configuration.StateName, storage);
        (activation.UnreadStates ??= []).Add(state);
        return state;
    };

    public Task ReadStateAsync() => InOrder(static state => state.ReadAsync());

    public Task WriteStateAsync() => InOrder(static state => state.WriteAsync());

    public Task ClearStateAsync() => InOrder(static state => state.ClearAsync());

    private async Task ReadAsync()
    {
        await storage.ReadStateAsync(name, activation.GrainId, _record);
        _record.State ??= InitialState<T>.Create();
        _isRead = true;
    }

    private Task WriteAsync() => storage.WriteStateAsync(name, activation.GrainId, _record);

    private async Task ClearAsync()
    {
        await storage.ClearStateAsync(name, activation.GrainId, _record);
        _record.State ??= InitialState<T>.Create();
    }

    /// <summary>Interleaving requests must not write with the same etag at the same time.</summary>
    private Task InOrder(Func<PersistentState<T>, Task> operation)
    {
        _last = _unfinished++ > 0 ? After(_last!, operation) : Guarded(operation);
        return _last;
    }

    private async Task After(Task earlier, Func<PersistentState<T>, Task> operation)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await Guarded(operation);
    }

    /// <summary>Lets only exceptions of the storage contract through, as Orleans does.</summary>
    private async Task Guarded(Func<PersistentState<T>, Task> operation)
    {
        try
        {
            await operation(this);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException($"Error from storage: {exception.Message}", exception);
        }
        finally
        {
            // An activation that rests should not hold on to what it last did.
            if (--_unfinished == 0) _last = null;
        }
    }
}
