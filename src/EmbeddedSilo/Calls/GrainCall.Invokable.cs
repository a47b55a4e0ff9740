using System.Reflection;
using Orleans.Serialization.Invocation;

namespace MindBot.EmbeddedSilo.Calls;

/// <content>What call filters see of a call. Nothing of it is used without filters, so it may take reflection.</content>
internal abstract partial class GrainCall : IInvokable
{
    bool IInvokable.IsCancellable => Cancellation is not null;

    object? IInvokable.GetTarget() => Activation.GrainInstance;

    ValueTask<Response> IInvokable.Invoke() => RespondAsync();

    int IInvokable.GetArgumentCount() => Method.Arguments.Length;

    object? IInvokable.GetArgument(int index) => Argument(index).GetValue(this);

    void IInvokable.SetArgument(int index, object? value)
    {
        var argument = Argument(index);

        // Reflection would also convert numbers.
        if (value is null ? argument.FieldType.IsValueType && Nullable.GetUnderlyingType(argument.FieldType) is null : !argument.FieldType.IsInstanceOfType(value))
            throw new InvalidCastException($"Argument {index} of {this} is a {argument.FieldType}, not a {value?.GetType().ToString() ?? "null"}.");
        argument.SetValue(this, value);
    }

    string IInvokable.GetMethodName() => Method.Info.Name;

    string IInvokable.GetInterfaceName() => Method.Info.DeclaringType!.FullName!;

    string IInvokable.GetActivityName() => $"{Method.Info.DeclaringType!.Name}/{Method.Info.Name}";

    MethodInfo IInvokable.GetMethod() => Method.Info;

    Type IInvokable.GetInterfaceType() => Method.Info.DeclaringType!;

    CancellationToken IInvokable.GetCancellationToken() => Cancellation?.GrainsToken ?? default;

    bool IInvokable.TryCancel()
    {
        Cancellation?.TellGrain();
        return Cancellation is not null;
    }

    /// <summary>Invokes the method; its exception is in the response.</summary>
    protected abstract ValueTask<Response> RespondAsync();

    private FieldInfo Argument(int index) =>
        (uint)index < (uint)Method.Arguments.Length
            ? Method.Arguments[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"{this} has {Method.Arguments.Length} arguments.");
}
