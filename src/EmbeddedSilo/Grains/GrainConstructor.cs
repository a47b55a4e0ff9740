using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Activations;
using MindBot.EmbeddedSilo.Persistence;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Grains;

/// <summary>Constructs a grain from its persistent states, its context and the services of its activation.</summary>
internal sealed class GrainConstructor
{
    // Making one costs more than all else that the start of a silo does; simulations start thousands of silos.
    private static readonly ConcurrentDictionary<Type, GrainConstructor> Known = new();

    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _arguments;

    private GrainConstructor(Type type)
    {
        var own = Choose(type).GetParameters()
            .Select(static parameter => (parameter.ParameterType, Make: ArgumentOf(parameter)))
            .Where(static argument => argument.Make is not null)
            .ToArray();
        _arguments = Array.ConvertAll(own, static argument => argument.Make!);
        _factory = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(own, static argument => argument.ParameterType));
    }

    /// <exception cref="InvalidOperationException">The class has several constructors and none is marked.</exception>
    public static GrainConstructor Of(Type type) => Known.GetOrAdd(type, static type => new GrainConstructor(type));

    public object Invoke(Activation activation)
    {
        var arguments = _arguments.Length == 0 ? [] : new object[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _arguments[i](activation);
        return _factory(activation.ActivationServices, arguments);
    }

    private static ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length == 1) return constructors[0];

        return constructors.SingleOrDefault(static c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? throw new InvalidOperationException($"{type} needs one public constructor, or one marked [ActivatorUtilitiesConstructor].");
    }

    /// <summary>How to make an argument that does not come from the container; null for one that does.</summary>
    private static Func<Activation, object>? ArgumentOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext)) return static activation => activation;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute) return null;

        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException($"[PersistentState] belongs on an IPersistentState<T>: {parameter} of {parameter.Member.DeclaringType}.");

        return typeof(PersistentState<>).MakeGenericType(type.GetGenericArguments())
            .GetMethod(nameof(PersistentState<>.FactoryFor))!
            .CreateDelegate<Func<IPersistentStateConfiguration, Func<Activation, object>>>()(attribute);
    }
}
