using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LeakLab.Scenes;

/// <summary>CYC4001: handles.</summary>
internal static class Handles
{
    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4001", "GCHandle to itself in a field, freed in the finalizer", static () => new FreedInFinalizer()),
        Scene.Kept("CYC4001", "GCHandle to itself in a field, never freed", static () => new NeverFreed()),
        Scene.Kept("CYC4001", "GCHandle to a delegate of the owner, freed in the finalizer", static () => new DelegateOwner()),
        Scene.Kept("CYC4001", "pinned GCHandle to itself", static () => new Pinned()),
        Scene.Kept("CYC4001", "GCHandle<T> to itself", static () => new Typed()),
        Scene.Collected("CYC4001", "GCHandle to itself, freed in Dispose", static () => Disposed(new FreedInDispose())),
        Scene.Collected("CYC4001", "weak GCHandle to itself, freed in the finalizer", static () => new Weak()),
        Scene.Collected("CYC4001", "WeakGCHandle<T> to itself", static () => new WeakTyped()),
        Scene.Collected("CYC4001", "pinned GCHandle to a buffer, freed in the finalizer", static () => new PinnedBuffer()),
    ];

    private static object Disposed(IDisposable disposable)
    {
        disposable.Dispose();
        return disposable;
    }

    private sealed class FreedInFinalizer
    {
        private GCHandle _handle;

        public FreedInFinalizer() => _handle = GCHandle.Alloc(this);

        ~FreedInFinalizer() => _handle.Free();
    }

    private sealed class NeverFreed
    {
        private readonly GCHandle _handle;

        public NeverFreed() => _handle = GCHandle.Alloc(this);

        public nint Pointer => GCHandle.ToIntPtr(_handle);
    }

    private sealed class DelegateOwner
    {
        private readonly Action _callback;
        private GCHandle _handle;

        public DelegateOwner()
        {
            _callback = OnNative;
            _handle = GCHandle.Alloc(_callback);
        }

        ~DelegateOwner() => _handle.Free();

        private void OnNative()
        {
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private sealed class Pinned
    {
        private readonly nint _address;

        public Pinned() => _address = GCHandle.Alloc(this, GCHandleType.Pinned).AddrOfPinnedObject();

        public nint Address => _address;
    }

    private sealed class Typed
    {
        private readonly GCHandle<Typed> _handle;

        public Typed() => _handle = new GCHandle<Typed>(this);

        public nint Pointer => GCHandle<Typed>.ToIntPtr(_handle);
    }

    private sealed class FreedInDispose : IDisposable
    {
        private GCHandle _handle;

        public FreedInDispose() => _handle = GCHandle.Alloc(this);

        public void Dispose() => _handle.Free();
    }

    private sealed class Weak
    {
        private GCHandle _handle;

        public Weak() => _handle = GCHandle.Alloc(this, GCHandleType.Weak);

        ~Weak() => _handle.Free();
    }

    private sealed class WeakTyped
    {
        private readonly WeakGCHandle<WeakTyped> _handle;

        public WeakTyped() => _handle = new WeakGCHandle<WeakTyped>(this);

        public nint Pointer => WeakGCHandle<WeakTyped>.ToIntPtr(_handle);
    }

    private sealed class PinnedBuffer
    {
        private readonly byte[] _buffer = new byte[16];
        private GCHandle _handle;

        public PinnedBuffer() => _handle = GCHandle.Alloc(_buffer, GCHandleType.Pinned);

        ~PinnedBuffer() => _handle.Free();
    }
}
